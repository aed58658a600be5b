"""A statutory table as a grid, and how a figure reads in each medium.

`layout.table_grid` works a report's table out; `grid` has what comes back; `printed_form` adds what paper and sheets have
besides; `figure_text` turns a figure into text.
"""
