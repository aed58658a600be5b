"""The column inside a site that something else frames: its style kept apart, its pages laid into the host's page."""
