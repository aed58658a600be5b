"""What offices type, read with the place of every value: YAML by the reference reader, flat records by a fast one, shapes."""
