"""Files out, each module one kind. report_files.py lists those of a report, catalogue_files.py those of the catalogue."""
