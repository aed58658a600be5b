"""What the State asks for, as data: formats, the column and its parts, concepts, the standard catalogue, labels, working days."""
