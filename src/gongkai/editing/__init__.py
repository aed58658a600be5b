"""What an office does to a report that is there, as changes of its files: the commands and the desk write the same.

A function looks whether it can be done, and gives the files as they are to be or the reasons against it; `file_change` writes.
"""
