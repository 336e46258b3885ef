"""axe-core on a page at three widths."""

from axe_playwright_python.sync_playwright import Axe

from .conftest import DESK, PHONE, TABLET, Person


def faults(somebody: Person) -> list[str]:
    """What axe finds on the page as it stands, at 390, 768 and 1440 px: "width rule: element"."""
    found = []
    for screen in (PHONE, TABLET, DESK):
        somebody.page.set_viewport_size(screen)  # type: ignore[arg-type]
        for violation in Axe().run(somebody.page).response["violations"]:
            found += [f"{screen['width']} {violation['id']}: {node['target']}" for node in violation["nodes"]]
    return found
