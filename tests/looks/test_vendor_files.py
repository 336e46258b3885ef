"""The front-end files of others are exactly those that were checked when they were fetched."""

import json
import re
from pathlib import Path

import pytest

from mediation import navigation
from tools import vendor

ROOT = vendor.VENDOR.parents[1]


def test_every_vendored_file_has_the_hash_of_the_lock():
    assert vendor.digests() == json.loads(vendor.LOCK.read_text())


@pytest.mark.parametrize("package", vendor.PACKAGES, ids=lambda package: package.name)
def test_a_package_carries_its_licence(package):
    assert (package.folder / "LICENSE").is_file()


def test_no_folder_of_a_version_that_is_no_longer_listed():
    assert {path for path in vendor.VENDOR.iterdir() if path.is_dir()} == {
        package.folder for package in vendor.PACKAGES
    }


def test_no_vendored_file_points_at_a_source_map():
    assert [
        path
        for path in vendor.VENDOR.rglob("*")
        if path.is_file() and b"sourceMappingURL" in path.read_bytes()
    ] == []


def test_a_package_with_another_hash_is_refused(monkeypatch, tmp_path):
    package = vendor.PACKAGES[0]
    (tmp_path / f"{package.name}-{package.version}.tgz").write_bytes(b"something else")
    monkeypatch.setattr(vendor.subprocess, "run", lambda *args, **kwargs: None)
    with pytest.raises(SystemExit, match="expected sha512-"):
        vendor.fetch(package, tmp_path)


def test_pages_name_vendored_files_that_exist():
    text = "".join(path.read_text() for path in (ROOT / "templates").rglob("*.html"))
    named = set(re.findall(r"static '(vendor/[^']+)'", text))
    assert named
    assert [name for name in named if not (ROOT / "static" / name).is_file()] == []


def test_every_icon_in_use_is_in_the_sprite():
    sprite = next(Path(vendor.VENDOR).glob("bootstrap-icons-*/sprite.svg")).read_text()
    drawn = set(re.findall(r'<symbol id="([^"]+)"', sprite))
    pages = "".join(path.read_text() for path in (ROOT / "templates").rglob("*.html"))
    used = set(re.findall(r'{% icon "([^"]+)"', pages)) | set(re.findall(r' icon="([^"]+)"', pages))
    used |= {one.icon for entry in navigation.ENTRIES for one in (entry, *entry.inside)}
    assert used - drawn == set()
