"""Counties with reports, as an operator of a province keeps them: one with its own configuration, or its data alone."""

from pathlib import Path

from tests.checks.reading import written

CONFIGURATION = """\
site_name: 政府信息公开
theme: gongkai
plugins: [gongkai]
strict: true
"""


def reporting_county(folder: Path, name: str, case: dict[str, object], *, whole: bool = False) -> Path:
    """A county with the reports that the case describes; with the pages that people write and a configuration where `whole`."""
    written(case, folder / "data")
    site = folder / "data/site.yml"
    site.write_text(site.read_text("utf-8").replace("云溪县", name), "utf-8")
    if whole:
        (folder / "mkdocs.yml").write_text(CONFIGURATION, "utf-8")
        for page, title in {"index.md": name, "zfxxgknb/index.md": "政府信息公开年报"}.items():
            (folder / "docs" / page).parent.mkdir(parents=True, exist_ok=True)
            (folder / "docs" / page).write_text(f"# {title}\n", "utf-8")
    return folder
