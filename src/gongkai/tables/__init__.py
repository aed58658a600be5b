"""A statutory table as a grid, and how a figure reads in each medium."""
