from tests.site.conftest import county_site  # noqa: F401 -- the fictional county with a few of its agencies
