"""One folder for an office without internet: every wheel for its systems, a starter to double-click, a page of instructions."""
