"""When a dispute may be taken in: each regime's own rules with their grounds, and where else people can turn."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from organizations.enums import Regime

from .enums import DeclineReason, Source


class VenueGround(models.TextChoices):
    """Why this organization and no other."""

    RESIDENCE = "residence", _("一方当事人住在这里")
    WORKPLACE = "workplace", _("一方当事人在这里工作")
    ARISEN = "arisen", _("纠纷发生在这里")
    COMPETENCE = "competence", _("属于本机关管的事项")
    CHOSEN = "chosen", _("双方都选择本调解室")


class Elsewhere(models.TextChoices):
    """Whether another body has the dispute already."""

    NO = "no", _("没有")
    ENTRUSTED = "entrusted", _("已经受理，由该机关自己委托、移送过来")
    YES = "yes", _("已经受理或者解决")


NOWHERE = "none"
NO_VENUE = (NOWHERE, _("都不是"))


@dataclass(frozen=True)
class IntakeRule:
    """What a regime asks before it takes a dispute in: a question, its ground in one sentence, the refusal.

    `venues` are the grounds that count here; the first is what quick registration, files and letters state.
    """

    scope: Any
    scope_ground: Any
    scope_refusal: Any
    scope_reason: DeclineReason
    venues: tuple[VenueGround, ...]
    venue_ground: Any
    venue_refusal: Any
    elsewhere_ground: Any
    elsewhere_refusal: Any


_PLACES = (VenueGround.RESIDENCE, VenueGround.WORKPLACE, VenueGround.ARISEN)

RULES: dict[Regime, IntakeRule] = {
    Regime.PEOPLES: IntakeRule(
        scope=_("是民间纠纷吗"),
        scope_ground=_(
            "公民之间、公民和法人或者其他组织之间，涉及民事权利义务争议的纠纷（人民调解工作若干规定第二十条）。"
        ),
        scope_refusal=_("人民调解只受理民间纠纷（人民调解工作若干规定第二十条），请办理“不予受理”。"),
        scope_reason=DeclineReason.NOT_CIVIL,
        venues=_PLACES,
        venue_ground=_(
            "由当事人所在地、所在单位或者纠纷发生地的调委会受理（人民调解工作若干规定第二十一条）。"
        ),
        venue_refusal=_(
            "当事人不住在这里、不在这里工作，纠纷也不发生在这里的，不由本调委会受理（人民调解工作若干规定第二十一条）。"
        ),
        elsewhere_ground=_(
            "法院、公安机关或者其他行政机关已经受理或者解决的不得受理，该机关自己委托的除外（人民调解工作若干规定第二十二条）。"
        ),
        elsewhere_refusal=_(
            "法院、公安机关或者其他行政机关已经受理或者解决的，不得受理（人民调解工作若干规定第二十二条）。"
        ),
    ),
    Regime.ADMINISTRATIVE: IntakeRule(
        scope=_("是和本机关职责有关的民事纠纷吗"),
        scope_ground=_("行政调解办理和本机关行政管理职责有关的民事纠纷（本机关的职责规定）。"),
        scope_refusal=_("和本机关职责无关的纠纷不属于行政调解，请办理“不予受理”。"),
        scope_reason=DeclineReason.OTHER,
        venues=(VenueGround.COMPETENCE, *_PLACES),
        venue_ground=_("由有管辖权的行政机关调解（本机关的职责和管辖规定）。"),
        venue_refusal=_("不由本机关管辖的纠纷，应当请有管辖权的机关调解。"),
        elsewhere_ground=_(
            "法院已经受理或者裁判的，不再行政调解，法院自己委托的除外（民事诉讼法第一百二十七条）。"
        ),
        elsewhere_refusal=_("法院或者其他机关已经受理或者解决的，不再行政调解。"),
    ),
    Regime.ADMINISTRATIVE_DISPUTE: IntakeRule(
        scope=_("一方是行政机关，而且是可以调解的行政争议吗"),
        scope_ground=_(
            "行政赔偿、补偿以及行政机关行使裁量权的争议可以调解（行政诉讼法第六十条、行政复议法第五条）。"
        ),
        scope_refusal=_("一方不是行政机关，或者不属于可以调解的行政争议，请办理“不予受理”。"),
        scope_reason=DeclineReason.OTHER,
        venues=(VenueGround.COMPETENCE, VenueGround.ARISEN, VenueGround.RESIDENCE),
        venue_ground=_("由被申请行政机关所在地的行政争议调解中心受理（中心的设立文件）。"),
        venue_refusal=_("行政机关不在本中心范围内的，不由本中心受理。"),
        elsewhere_ground=_(
            "复议机关或者法院已经作出决定、裁判的不再调解；正在办理的，由该机关委托（行政诉讼法第六十条、行政复议法第五条）。"
        ),
        elsewhere_refusal=_("复议机关或者法院已经受理或者作出决定、裁判的，不再受理。"),
    ),
    Regime.LAWYER: IntakeRule(
        scope=_("是可以由律师调解的民商事纠纷吗"),
        scope_ground=_(
            "民商事纠纷可以由律师调解；婚姻关系、身份关系确认等依案件性质不能调解的除外（司发通〔2017〕105号）。"
        ),
        scope_refusal=_("依性质不能调解的纠纷不由律师调解，请办理“不予受理”。"),
        scope_reason=DeclineReason.NOT_CIVIL,
        venues=(VenueGround.CHOSEN, *_PLACES),
        venue_ground=_("由双方当事人共同选择的律师调解室调解（司发通〔2017〕105号）。"),
        venue_refusal=_("双方没有选择本调解室的，不由本调解室受理。"),
        elsewhere_ground=_("法院已经受理的，由法院委派、委托才能由律师调解（司发通〔2017〕105号）。"),
        elsewhere_refusal=_("法院或者其他机关已经受理或者解决的，不再受理。"),
    ),
}


def stated(regime: str, source: str) -> dict[str, Any]:
    """What acceptance states unless somebody says otherwise, by the columns of IntakeCheck."""
    entrusted = source == Source.ENTRUSTED
    return {
        "in_scope": True,
        "venue_ground": RULES[Regime(regime)].venues[0],
        "elsewhere": entrusted,
        "entrusted_by_organ": entrusted,
    }


# Where the parties can turn, suggested by the reason; for other reasons somebody has to write it.
ADVICE: dict[DeclineReason, Any] = {
    DeclineReason.NOT_CIVIL: _(
        "可以向主管的行政机关反映；对行政行为不服的，可以申请行政复议或者提起行政诉讼；涉嫌违法犯罪的，向公安机关报案。"
    ),
    DeclineReason.RESERVED: _(
        "请向法律规定的机关办理，例如劳动争议向劳动人事争议仲裁委员会申请仲裁，土地权属争议向人民政府申请处理。"
    ),
    DeclineReason.ALREADY_HANDLED: _(
        "请向已经受理的法院、公安机关或者其他机关继续办理；对处理结果不服的，可以依法申请复议、上诉或者起诉。"
    ),
    DeclineReason.NO_CONSENT: _(
        "可以依法通过仲裁、行政、司法等途径维护权利，例如向人民法院起诉；双方都愿意调解时，可以再来申请。"
    ),
    DeclineReason.OUTSIDE_AREA: _(
        "可以向当事人住所地或者纠纷发生地的人民调解委员会申请调解，也可以向有管辖权的人民法院起诉。"
    ),
}
