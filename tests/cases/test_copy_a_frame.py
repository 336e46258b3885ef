"""Another dispute like this one: the firm, the kind and the story come along, the person who complained never."""

from collections.abc import Callable
from typing import Any

from cases.models import Case
from tests.cases.conftest import FIVE
from tests.consistency.things import NOWHERE

FIRM = {
    "applicant_name": "示例·马某甲",
    "applicant_phone": "13900000001",
    "respondent_name": "示例健身服务有限公司",
    "dispute_type": "other_consumer",
    "summary": "示例·马某甲办了年卡，门店关门，要求退费。",
}


def fields(page: Any) -> dict[str, Any]:
    form = page.context["form"]
    return {bound.name: bound.value() for bound in form}


def test_the_frame_stands_in_the_form_and_nobodys_name(
    registered: Callable[..., Case], as_user: Callable[[str], Any]
) -> None:
    case = registered(**FIRM)
    Case.objects.filter(pk=case.pk).update(source="entrusted", entruster="court")
    browser = as_user("village_mediator")
    link = f"/cases/register/?like={case.uuid}"
    assert link in browser.get(f"/cases/{case.uuid}/").content.decode()
    page = browser.get(link)
    said = fields(page)
    assert (said["respondent_name"], said["dispute_type"]) == ("示例健身服务有限公司", "other_consumer")
    assert said["summary"] == "某人办了年卡，门店关门，要求退费。"
    assert not said["applicant_name"]
    assert not said["applicant_phone"]
    assert "示例·马某甲" not in page.content.decode()
    assert "接受委托移送调解 · 法院" in page.content.decode()


def test_sub_type_and_source_go_along_unless_the_type_is_another(
    registered: Callable[..., Case], as_user: Callable[[str], Any]
) -> None:
    case = registered(**{**FIRM, "dispute_type": "contract"})
    Case.objects.filter(pk=case.pk).update(
        dispute_subtype="finance", source="entrusted", entruster="court", legal_mode="entrusted"
    )
    for kind, subtype in (("contract", "finance"), ("other", "")):
        said = {**FIVE, "like": str(case.uuid), "dispute_type": kind, "applicant_name": "示例·李某丁"}
        assert as_user("village_mediator").post("/cases/register/", said).status_code == 302
        made = Case.objects.latest("id")
        assert (made.dispute_subtype, made.source, made.entruster) == (subtype, "entrusted", "court")
        assert made.text.applicants == "示例·李某丁"


def test_a_person_on_the_other_side_is_not_taken_over(
    registered: Callable[..., Case], as_user: Callable[[str], Any]
) -> None:
    case = registered()
    page = as_user("village_mediator").get(f"/cases/register/?like={case.uuid}")
    assert fields(page)["respondent_name"] == ""
    assert "示例·王某乙" not in page.content.decode()


def test_a_case_that_one_does_not_see_is_no_frame(
    registered: Callable[..., Case], as_user: Callable[[str], Any]
) -> None:
    case = registered(**FIRM)
    stranger = as_user("second_village_mediator")
    for word in (case.uuid, NOWHERE, "1", "x"):
        assert stranger.get(f"/cases/register/?like={word}").status_code == 404
    answer = stranger.post("/cases/register/", {**FIVE, "like": str(case.uuid)})
    assert answer.status_code == 422
    assert answer.context["form"].errors == {"like": ["看不到照着登记的那一件，请直接登记。"]}
    assert Case.objects.count() == 1


def test_many_of_the_kind_start_from_the_same_frame(
    registered: Callable[..., Case], as_user: Callable[[str], Any]
) -> None:
    case = registered(**FIRM)
    browser = as_user("village_mediator")
    many = f"/cases/register/many/?like={case.uuid}"
    assert many in browser.get(f"/cases/register/?like={case.uuid}").content.decode()
    assert fields(browser.get(many))["respondent_name"] == "示例健身服务有限公司"
