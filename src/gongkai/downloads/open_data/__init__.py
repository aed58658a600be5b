"""A year's reports, or all of them, as open data: a Frictionless package of tidy tables, the same as JSON, and one file of all.

The files of a data set lie in one folder and name each other by name only, so that they work wherever they are put.
"""

from __future__ import annotations

from gongkai.downloads.open_data.catalogue import catalogue
from gongkai.downloads.open_data.dataset import DataSet, data_sets
from gongkai.downloads.open_data.files import DataFile, FileDescription, files_of
from gongkai.downloads.open_data.linked import report_data

__all__ = ["DataFile", "DataSet", "FileDescription", "catalogue", "data_sets", "files_of", "report_data"]
