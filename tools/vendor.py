"""Fetch the pinned front-end packages, check them, and lay the files that pages use into static/vendor/.

    python tools/vendor.py

Needs the `npm` client, and only when a version in PACKAGES changes: the files are committed, so nobody needs node to run
or test the product. Each file's SHA-256 stands in static/vendor/VENDOR.lock; tests/looks/test_vendor_files.py recomputes it.
"""

import base64
import hashlib
import json
import re
import shutil
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

VENDOR = Path(__file__).resolve().parent.parent / "static" / "vendor"
LOCK = VENDOR / "VENDOR.lock"
SVG = "http://www.w3.org/2000/svg"

# The manifest storage refuses a file whose source map is missing; maps are larger than the code and nobody here reads them.
SOURCE_MAP = re.compile(rb"\n?(/\*|//)# sourceMappingURL=\S+( ?\*/)?\s*$")

ICONS = """
    arrow-counterclockwise arrow-down-up arrow-left arrow-right bank bar-chart bell box-arrow-right building calendar3
    camera cash-coin chat-square-text check-circle-fill check-lg chevron-down chevron-left chevron-right clipboard-check
    clipboard-data clock clock-history diagram-3 download envelope envelope-open exclamation-circle-fill exclamation-triangle-fill
    file-earmark-text folder fonts funnel gear geo-alt graph-up-arrow hourglass-split house inbox info-circle-fill
    journal-text key link-45deg list lock-fill mic paperclip patch-check pencil-square people person-circle person-plus
    plus-circle plus-lg printer question-circle search send shield-check shield-lock star table telephone three-dots translate
    trash3 upload x-lg
""".split()  # noqa: SIM905  one name a line would bury the rest of the file


@dataclass(frozen=True)
class Package:
    """One npm package: what is taken from it, and the sha512 that the registry stated when it was chosen."""

    name: str
    version: str
    integrity: str
    files: tuple[str, ...]
    icons: tuple[str, ...] = ()

    @property
    def folder(self) -> Path:
        return VENDOR / f"{self.name}-{self.version}"


PACKAGES = (
    Package(
        "bootstrap",
        "5.3.9",
        "sha512-20cU0rcfw8WdxtVbmfU+xT2EjvVTw9Ror/h1Qvd7DXCujRg8OO9mdBCsmTHdJFf3BuadmBNJtgIuUXsBqSkk/w==",
        ("LICENSE", "dist/css/bootstrap.min.css"),
    ),
    Package(
        "htmx.org",
        "2.0.11",
        "sha512-Thx/WtpeOQqSrqBCw/A1cwGJGg4UrVa3+sW0GmrM3p4gJgO89ecH4qtbnyzDDWFvBTqjnIMCgELTNt636dtamA==",
        ("LICENSE", "dist/htmx.min.js"),
    ),
    Package(
        "echarts",
        "6.1.0",
        "sha512-q0yaFPggC9FUdsWH4blavRWFmxdrIodbkoKNAjJudAI6CA9gNPxHtV2RcZNEepZVlk4yvBYkOkbk6HIVpIyHZA==",
        ("LICENSE", "NOTICE", "licenses/LICENSE-d3", "dist/echarts.common.min.js"),
    ),
    Package(
        "bootstrap-icons",
        "1.13.2",
        "sha512-fAU1Ly3dH7hwRg+CB8EZ0Vl0fF80zgXHeUVJyfUOKzoURr+TbwISbCW5tKUoQLERaWYG2emTCybcPbD96hdD1A==",
        ("LICENSE",),
        icons=tuple(ICONS),
    ),
)


def fetch(package: Package, into: Path) -> Path:
    """Pack `package` with npm into `into` and give the tarball; SystemExit when its sha512 is not the pinned one."""
    subprocess.run(
        ["npm", "pack", "--silent", f"{package.name}@{package.version}"],
        cwd=into,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    tarball = into / f"{package.name}-{package.version}.tgz"
    found = "sha512-" + base64.b64encode(hashlib.sha512(tarball.read_bytes()).digest()).decode()
    if found != package.integrity:
        raise SystemExit(f"{tarball.name}: expected {package.integrity}, got {found}")
    return tarball


def unpack(package: Package, tarball: Path) -> None:
    """Replace the package's folder by the listed files and, for icons, one sprite."""
    shutil.rmtree(package.folder, ignore_errors=True)
    package.folder.mkdir(parents=True)
    with tarfile.open(tarball) as archive:
        for name in package.files:
            content = SOURCE_MAP.sub(b"\n", archive.extractfile(f"package/{name}").read())
            (package.folder / Path(name).name).write_bytes(content)
        if package.icons:
            drawings = {
                icon: archive.extractfile(f"package/icons/{icon}.svg").read() for icon in package.icons
            }
            (package.folder / "sprite.svg").write_bytes(sprite(drawings))


def sprite(drawings: dict[str, bytes]) -> bytes:
    """Give one SVG with a <symbol id="name"> for each drawing, so that a page loads all icons in one cached file."""
    ElementTree.register_namespace("", SVG)
    sheet = ElementTree.Element(f"{{{SVG}}}svg")
    for name, drawing in drawings.items():
        source = ElementTree.fromstring(drawing)
        symbol = ElementTree.SubElement(sheet, f"{{{SVG}}}symbol", id=name, viewBox=source.get("viewBox"))
        symbol.extend(source)
    ElementTree.indent(sheet, space="")
    return ElementTree.tostring(sheet) + b"\n"


def digests() -> dict[str, str]:
    """Give the SHA-256 of every vendored file by its path under static/vendor/."""
    files = sorted(path for path in VENDOR.rglob("*") if path.is_file() and path != LOCK)
    return {
        path.relative_to(VENDOR).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files
    }


def main() -> None:
    wanted = {package.folder for package in PACKAGES}
    for stale in [path for path in VENDOR.glob("*") if path.is_dir() and path not in wanted]:
        shutil.rmtree(stale)
    with tempfile.TemporaryDirectory() as scratch:
        for package in PACKAGES:
            unpack(package, fetch(package, Path(scratch)))
    LOCK.write_text(json.dumps(digests(), indent=1) + "\n")


if __name__ == "__main__":
    main()
