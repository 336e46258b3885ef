"""Signing a round: the tables stay, a correction is a new one, and everything that moved since has its reason."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from cases.models import Case
from mediation.kernel.errors import Refused
from reports import notes, scopes, signing
from reports.cells import Address
from reports.closing.workflow import submission_workflow
from reports.models import SignedTable, Submission
from tests.reports.histories import case
from tests.reports.test_closing import hand_in, node, open_round, step
from tests.world import World

Browser = Callable[[str], Client]


@pytest.fixture
def signed(world: World) -> World:
    """January to August 2021 with two cases, signed by the prefecture."""
    Case.objects.bulk_create(
        [
            case(world.village, date(2021, 8, 3), succeeded=date(2021, 8, 4), amount=3000),
            case(world.other_village, date(2021, 8, 5), dispute_type="traffic"),
        ]
    )
    open_round(world)
    hand_in(world, "manas_analyst", "玛纳斯县")
    root = node("昌吉回族自治州")
    step(world, "analyst", "close", root, remark="昌吉市来不及。")
    step(world, "analyst", "sign", root)
    return world


def table(layout: str, scope: str = "d652300") -> SignedTable:
    return SignedTable.objects.get(layout=layout, scope=scope, replaced_by__isnull=True)


def test_the_signature_covers_the_sheets_and_the_report(signed: World) -> None:
    assert {(one.layout, one.scope) for one in SignedTable.objects.all()} == {
        ("cases", "d652324"),
        ("cases", "d652300"),
        ("report", "d652300"),
    }
    assert table("cases").signed_by_name == "示例·统计员甲"
    assert table("cases", "d652324").signed_by_name == "示例·统计员乙"
    assert not signing.verify(table("report"))


def test_nothing_unsigns(signed: World) -> None:
    root = node("昌吉回族自治州")
    for name in submission_workflow.transitions:
        if name == "correct":
            continue
        with pytest.raises(Refused):
            step(signed, "analyst", name, root, reason="想改。")
    assert node("昌吉回族自治州").status == "signed"
    with pytest.raises(Refused, match="已签署"):
        step(signed, "analyst", "return", node("玛纳斯县"), reason="想改。")


def test_a_county_that_hands_in_again_signs_anew(world: World) -> None:
    open_round(world)
    hand_in(world, "manas_analyst", "玛纳斯县")
    step(world, "analyst", "return", node("玛纳斯县"), reason="请核对。")
    hand_in(world, "manas_analyst", "玛纳斯县")
    first, second = SignedTable.objects.order_by("pk")
    assert second.replaces == first
    assert second.reason


def test_what_is_submitted_on_behalf_is_signed_by_nobody(world: World) -> None:
    open_round(world)
    step(world, "analyst", "submit_on_behalf", node("玛纳斯县"), reason="县里来不及。")
    assert not SignedTable.objects.exists()


def test_a_late_case_moves_the_live_figure_and_not_the_signed_one(signed: World, as_user: Browser) -> None:
    late = case(signed.village, date(2021, 8, 20))
    late.save()
    page = as_user("analyst").get(reverse("reports:signed", args=[table("cases").uuid]), {"now": "1"})
    rows = {(row.group, row.label): row for row in page.context["shown"].rows}
    accepted = rows["调解案件", "受理"].cells[0]
    assert (accepted.text, accepted.now) == ("2", "3")
    listed = as_user("analyst").get(accepted.difference_url)
    [entry] = listed.context["entries"]
    assert late.number in entry.label
    assert entry.is_sealed
    assert "受限" in listed.content.decode()


def test_without_a_change_the_difference_list_is_empty(signed: World, as_user: Browser) -> None:
    page = as_user("analyst").get(reverse("reports:signed_differences", args=[table("cases").uuid]))
    assert "没有差异" in page.content.decode()


def test_a_correction_is_a_new_signature_that_cites_the_old_one(signed: World, as_user: Browser) -> None:
    before = table("cases")
    case(signed.village, date(2021, 8, 20)).save()
    root = node("昌吉回族自治州")
    url = reverse("reports:submission_step", args=[root.uuid, "correct"])
    analyst = as_user("analyst")
    assert analyst.post(url, {"reason": "", "version": root.version}).status_code == 422
    assert analyst.post(url, {"reason": "八月补录一件。", "version": root.version}).status_code == 302
    after = table("cases")
    assert (after.replaces, after.reason) == (before, "八月补录一件。")
    assert not signing.verify(before)
    assert not signing.verify(after)
    assert "已经有更正" in analyst.get(reverse("reports:signed", args=[before.uuid])).content.decode()


def test_verifying_says_so_and_finds_tampering(signed: World, as_user: Browser) -> None:
    url = reverse("reports:signed", args=[table("cases").uuid])
    assert "核验无误" in as_user("analyst").get(url, {"verify": "1"}).content.decode()
    one = table("cases")
    SignedTable.objects.filter(pk=one.pk).update(document=one.document.replace("示例", "别人"))
    assert "和签署时不一致" in as_user("analyst").get(url, {"verify": "1"}).content.decode()


def test_a_note_is_shown_as_it_was_when_the_table_was_signed(signed: World, as_user: Browser) -> None:
    cell = Address("cases_accepted", "d652300", "2021-01..2021-08")
    analyst = signed.fresh("analyst")
    note = notes.write(cell, scopes.parse(cell.scope), "含两件跨县的。", by=analyst)
    root = node("昌吉回族自治州")
    step(signed, "analyst", "correct", root, reason="补写附注。")
    notes.correct(note, scopes.parse(cell.scope), "含三件跨县的。", version=1, by=analyst)
    page = as_user("analyst").get(reverse("reports:signed", args=[table("cases").uuid]))
    text = page.content.decode()
    assert "含两件跨县的。" in text
    assert "含三件跨县的。" not in text
    assert [one.text for one in notes.footnotes([cell.text]).notes] == ["含三件跨县的。"]


def test_the_files_hold_what_the_pages_show(signed: World, as_user: Browser) -> None:
    case(signed.village, date(2021, 8, 20)).save()
    analyst, uuid = as_user("analyst"), table("cases").uuid
    book = load_workbook(BytesIO(analyst.get(reverse("reports:export_signed", args=[uuid])).content))
    assert book.worksheets[0]["B2"].value == "2"
    assert table("cases").digest in {row[1].value for row in book.worksheets[1].iter_rows()}
    listed = load_workbook(BytesIO(analyst.get(reverse("reports:export_differences", args=[uuid])).content))
    assert listed.worksheets[0].max_row >= 2


@pytest.mark.parametrize("who", ["manas_analyst", "village_clerk", "township_clerk", "expert"])
def test_a_signed_table_beyond_ones_reach_is_not_there(signed: World, as_user: Browser, who: str) -> None:
    for name in ("signed", "signed_differences", "export_signed", "export_differences"):
        assert as_user(who).get(reverse(f"reports:{name}", args=[table("cases").uuid])).status_code == 404


def test_the_county_opens_its_own(signed: World, as_user: Browser) -> None:
    own = reverse("reports:signed", args=[table("cases", "d652324").uuid])
    assert as_user("manas_analyst").get(own).status_code == 200
    county = reverse(
        "reports:submission", args=[Submission.objects.get(division__name="玛纳斯县", organization=None).uuid]
    )
    assert own in as_user("manas_analyst").get(county).content.decode()
