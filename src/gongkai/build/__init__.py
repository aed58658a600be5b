"""The builder: every page that data makes is planned, made, cached and written here, whoever renders the pages in `docs/`."""
