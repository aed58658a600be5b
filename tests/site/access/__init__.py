"""What a page must do for everybody, each check as a function that names what is wrong; an empty list means nothing.

The tests run them over the built sites; `test_defects.py` breaks those sites on purpose and runs the same functions.
"""
