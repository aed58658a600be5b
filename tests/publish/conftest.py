from tests.deploy.conftest import builds  # noqa: F401 -- two small sites
