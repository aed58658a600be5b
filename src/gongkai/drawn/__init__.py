"""What a PDF page draws, beside what was read from it: run in the process with limits that reads the file."""
