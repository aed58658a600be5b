"""The built sites that the browsers are shown."""

from tests.site.conftest import address, county_address, county_site, site  # noqa: F401 - pytest looks for them here
