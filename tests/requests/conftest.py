"""A small county whose days off are known for two years, built once and served."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from gongkai.measure.serving import served
from tests.build.county import AGENCIES, built, small_county, write

FOLDER = Path(__file__).parent
CIVIL = "civil: {name: 示例县民政局, kind: department"
ASKED = f"{CIVIL}, contact: {{telephone: 0000-0000001, address: 一路1号}}"


@pytest.fixture(scope="package")
def county_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    county = small_county(tmp_path_factory.mktemp("requests"))
    write(county.data / "agencies.yml", AGENCIES.replace(CIVIL, ASKED))
    write(county.data / "workdays.yml", (FOLDER / "workdays.yml").read_text("utf-8"))
    built(county)
    return county.site


@pytest.fixture(scope="package")
def county_address(county_site: Path) -> Iterator[str]:
    with served(county_site) as address:
        yield address
