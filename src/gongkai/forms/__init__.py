"""The year's report as an Excel form: given to agencies to fill in (填报表), and read back cell by cell.

`layout` says where everything stands, for the writer (`workbook`) and the reader (`returned`) alike; `taking` puts what came back
into a report's folder, `collecting` does so for many.
"""
