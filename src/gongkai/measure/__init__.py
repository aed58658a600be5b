"""The accessibility of a built site, measured in a browser for the statement that stands on it. Needs `gongkai[measure]`."""
