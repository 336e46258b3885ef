"""Fixed lists of a case."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CaseStatus(models.TextChoices):
    """Where a case stands. Dates tell the rest."""

    REGISTERED = "registered", _("已登记")
    DECLINED = "declined", _("不予受理")
    ACCEPTED = "accepted", _("已受理")
    MEDIATING = "mediating", _("调解中")
    SUSPENDED = "suspended", _("中止")
    AGREED = "agreed", _("协议待生效")
    EFFECTIVE = "effective", _("协议已生效")
    ENDED = "ended", _("未达成协议")
    CLOSED = "closed", _("已结案")
    VOIDED = "voided", _("已作废")


# Mediation goes on, or waits for its first sitting.
RUNNING = frozenset({CaseStatus.ACCEPTED, CaseStatus.MEDIATING})
# Before anything was agreed or ended: parties may join, people may help, the case may go elsewhere.
UNSETTLED = frozenset(
    {CaseStatus.REGISTERED, CaseStatus.ACCEPTED, CaseStatus.MEDIATING, CaseStatus.SUSPENDED}
)


class StepGroup(models.TextChoices):
    """Under which heading a step is offered on the page of a case."""

    MEDIATION = "mediation", _("办理")
    PEOPLE = "people", _("人员")
    TERM = "term", _("期限")
    AFTERWARDS = "afterwards", _("履行和回访")
    SUPPORT = "support", _("支援和报告")


class Outcome(models.TextChoices):
    """How mediation ended. Refusing and withdrawing are as easily recorded as settling (人民调解法 17, 23)."""

    ORAL_AGREEMENT = "oral_agreement", _("口头协议")
    WRITTEN_AGREEMENT = "written_agreement", _("书面协议")
    NOT_REACHED = "not_reached", _("调解不成")
    REFUSED = "refused", _("一方不愿调解")
    TERMINATED = "terminated", _("终止调解")


AGREEMENTS = frozenset({Outcome.ORAL_AGREEMENT, Outcome.WRITTEN_AGREEMENT})


class Route(models.TextChoices):
    """The other ways that parties hear of when mediation comes to nothing (人民调解法 26)."""

    ARBITRATION = "arbitration", _("仲裁")
    ADMINISTRATIVE = "administrative", _("行政")
    COURT = "court", _("司法")


class ObligationKind(models.TextChoices):
    """What somebody promised."""

    PAY = "pay", _("付款")
    RETURN = "return", _("返还财物")
    DO = "do", _("做某件事")
    REFRAIN = "refrain", _("不做某件事")
    APOLOGISE = "apologise", _("赔礼道歉")
    OTHER = "other", _("其他")


class ContactWay(models.TextChoices):
    """How somebody was reached after the agreement."""

    PHONE = "phone", _("电话")
    VISIT = "visit", _("上门")
    OTHER = "other", _("其他方式")


class VisitFinding(models.TextChoices):
    """How a dispute stands on a return visit."""

    PERFORMED = "performed", _("已经履行")
    PARTLY = "partly", _("履行了一部分")
    NOT = "not", _("没有履行")
    SUED = "sued", _("已经起诉")
    CALM = "calm", _("没有协议，纠纷没有再起")


class Satisfaction(models.TextChoices):
    """With the mediation as a service; saying nothing is an answer."""

    SATISFIED = "satisfied", _("满意")
    FAIRLY = "fairly", _("基本满意")
    DISSATISFIED = "dissatisfied", _("不满意")
    SILENT = "silent", _("未表态")


class BreachKind(models.TextChoices):
    """Where a broken agreement goes: a suit on it, or enforcement when a court has confirmed it (人民调解法 32、33)."""

    SUED = "sued", _("一方起诉")
    ENFORCEMENT = "enforcement", _("申请强制执行")


class TerminationGround(models.TextChoices):
    """The eight grounds on which mediation ends (法释〔2021〕23号 第二十五条)."""

    AGREED = "agreed", _("当事人达成调解协议")
    SETTLED = "settled", _("当事人自行和解，撤回调解申请")
    UNREACHABLE = "unreachable", _("在期限内无法联系到当事人")
    UNWILLING = "unwilling", _("当事人一方明确表示不愿意继续调解")
    FAR_APART = "far_apart", _("当事人分歧较大且难以达成协议")
    TIME_EXPIRED = "time_expired", _("调解期限届满，未能达成协议，且未同意延长")
    UNSIGNED = "unsigned", _("当事人一方拒绝在调解协议上签章")
    OTHER = "other", _("其他导致调解无法进行的情形")


class SuspensionReason(models.TextChoices):
    """Why mediation stands still for a while."""

    APPRAISAL = "appraisal", _("等待鉴定、评估")
    SHAM = "sham", _("怀疑是虚假调解")
    OTHER = "other", _("其他原因")


class AlertKind(models.TextChoices):
    """What is told of a term: it ends within a week, within three days, has ended, and ended days ago."""

    WEEK = "week", _("七天内到期")
    DAYS = "days", _("三天内到期")
    OVERDUE = "overdue", _("已超期")
    ESCALATED = "escalated", _("超期未办，报指导委员会")


class DisputeType(models.TextChoices):
    """The official list of 18 types."""

    MARRIAGE_FAMILY = "marriage_family", _("婚姻家庭")
    NEIGHBOURS = "neighbours", _("邻里")
    HOUSE_LAND = "house_land", _("房屋宅基地")
    CONTRACT = "contract", _("合同")
    PRODUCTION = "production", _("生产经营")
    DAMAGES = "damages", _("损害赔偿")
    FOREST_LAND = "forest_land", _("山林土地")
    EXPROPRIATION = "expropriation", _("征地拆迁")
    ENVIRONMENT = "environment", _("环境污染")
    MIGRANT_WAGES = "migrant_wages", _("拖欠农民工工资")
    OTHER_LABOUR = "other_labour", _("其他劳动争议")
    TOURISM = "tourism", _("旅游")
    ECOMMERCE = "ecommerce", _("电子商务")
    OTHER_CONSUMER = "other_consumer", _("其他消费")
    MEDICAL = "medical", _("医疗")
    TRAFFIC = "traffic", _("道路交通事故")
    PROPERTY_MANAGEMENT = "property_management", _("物业")
    OTHER = "other", _("其他")


class DisputeSubtype(models.TextChoices):
    """Local sub-types, each under one type of the official list."""

    FINANCE = "finance", _("金融")


SUBTYPE_PARENT = {DisputeSubtype.FINANCE: DisputeType.CONTRACT}

# The eight tiles of the one-screen form; every other type is in the list under them.
COMMON_TYPES = (
    DisputeType.NEIGHBOURS,
    DisputeType.MARRIAGE_FAMILY,
    DisputeType.HOUSE_LAND,
    DisputeType.FOREST_LAND,
    DisputeType.CONTRACT,
    DisputeType.MIGRANT_WAGES,
    DisputeType.DAMAGES,
    DisputeType.OTHER,
)


class Source(models.TextChoices):
    """How a case came (案件来源); entrusted ones also name who entrusted."""

    APPLICATION = "application", _("依申请调解")
    PROACTIVE = "proactive", _("主动调解")
    ENTRUSTED = "entrusted", _("接受委托移送调解")


class Entruster(models.TextChoices):
    """Who entrusted or transferred the case."""

    COURT = "court", _("法院")
    PROCURATORATE = "procuratorate", _("检察院")
    POLICE = "police", _("公安机关")
    PETITION = "petition", _("信访部门")
    OTHER = "other", _("其他部门")


class LegalMode(models.TextChoices):
    """The legal mode of an entrusted case (法释〔2016〕14号 第一条; 人民调解法 第十八条 for guided)."""

    GUIDED = "guided", _("告知引导")
    ASSIGNED = "assigned", _("委派")
    ENTRUSTED = "entrusted", _("委托")
    INVITED = "invited", _("邀请")
    TRANSFERRED = "transferred", _("移送")


class ChosenBy(models.TextChoices):
    """Who chose a mediator (人民调解法 19)."""

    COMMITTEE = "committee", _("调委会指定")
    PARTIES = "parties", _("当事人选择")


class Conflict(models.TextChoices):
    """What may keep a mediator from being impartial (法释〔2016〕14号 第十五条)."""

    RELATIVE = "relative", _("是当事人或者代理人的近亲属")
    INTEREST = "interest", _("和这件纠纷有利害关系")
    RELATION = "relation", _("和当事人或者代理人有其他关系，可能影响公正调解")
    EARLIER_ROLE = "earlier_role", _("在同一件纠纷里担任过其他角色")


class ReleaseReason(models.TextChoices):
    """Why a mediator left a case; empty when others were simply named."""

    CONFLICT = "conflict", _("有利害关系，退出")
    RECUSED = "recused", _("当事人要求回避")


class Side(models.TextChoices):
    APPLICANT = "applicant", _("申请人（甲方）")
    RESPONDENT = "respondent", _("被申请人（乙方）")


class PartyKind(models.TextChoices):
    NATURAL = "natural", _("自然人")
    LEGAL = "legal", _("法人或其他组织")


class Consent(models.TextChoices):
    """Silence is not consent: nobody consents until it is recorded."""

    UNASKED = "unasked", _("还没有答复")
    GIVEN = "given", _("同意调解")
    REFUSED = "refused", _("不同意调解")
    WITHDRAWN = "withdrawn", _("撤回同意")


class RepresentativeKind(models.TextChoices):
    """By what somebody acts for a party (民法典 23、61; 民事诉讼法 56、60–62)."""

    GUARDIAN = "guardian", _("法定代理人（监护人）")
    HEAD = "head", _("法定代表人（负责人）")
    AGENT = "agent", _("委托代理人")
    ELECTED = "elected", _("群体推选的代表人")


class Authority(models.TextChoices):
    """How far an agent may go (民事诉讼法 62: to give up, to admit or to settle needs special authority)."""

    GENERAL = "general", _("一般授权：代为陈述，不能代为和解、签字")
    SPECIAL = "special", _("特别授权：可以代为承认、变更请求，和解、签字")


class DeclineReason(models.TextChoices):
    """Why a dispute is not accepted (若干规定 第二十二条)."""

    NOT_CIVIL = "not_civil", _("不属于民间纠纷")
    RESERVED = "reserved", _("法律规定由专门机关处理或者禁止民间调解")
    ALREADY_HANDLED = "already_handled", _("法院、公安机关或其他行政机关已经受理或者解决")
    NO_CONSENT = "no_consent", _("另一方不同意调解")
    OUTSIDE_AREA = "outside_area", _("不在本调委会的范围内")
    OTHER = "other", _("其他原因")


class RecusalGround(models.TextChoices):
    """Why a party asks for another mediator; it need not be proved."""

    RELATIVE = Conflict.RELATIVE.value, Conflict.RELATIVE.label
    INTEREST = Conflict.INTEREST.value, Conflict.INTEREST.label
    RELATION = Conflict.RELATION.value, Conflict.RELATION.label
    EARLIER_ROLE = Conflict.EARLIER_ROLE.value, Conflict.EARLIER_ROLE.label
    TRUST = "trust", _("不信任这位调解员")
    OTHER = "other", _("其他理由")


class LeadState(models.TextChoices):
    """Where a lead stands. `closed` says that nothing came of it, never why."""

    OPEN = "open", _("待了解")
    INVITED = "invited", _("已邀请")
    CONVERTED = "converted", _("已成案")
    CLOSED = "closed", _("已了结")
    EXPIRED = "expired", _("已到期")


class InvitationState(models.TextChoices):
    """Where an invitation to mediation stands. `closed` is the same word for every end without a case."""

    WAITING = "waiting", _("等待答复")
    CONVERTED = "converted", _("已成案")
    CLOSED = "closed", _("已了结")


class ExpertGround(models.TextChoices):
    """Why an expert is asked (人民调解法 20: people with special knowledge)."""

    PROFESSIONAL = "professional", _("专业技术问题")
    LEGAL = "legal", _("法律适用问题")
    APPRAISAL = "appraisal", _("鉴定、评估、损失计算")
    OTHER = "other", _("其他")


class ExpertAnswer(models.TextChoices):
    """What an expert answered; empty while nothing was."""

    ACCEPTED = "accepted", _("接受邀请")
    DECLINED = "declined", _("这次不能参加")
    RECUSED = "recused", _("和当事人有利害关系，回避")


class ConfirmationResult(models.TextChoices):
    PENDING = "pending", _("已申请")
    CONFIRMED = "confirmed", _("裁定有效")
    REFUSED = "refused", _("裁定驳回")
    WITHDRAWN = "withdrawn", _("撤回申请")


class Exclusion(models.TextChoices):
    """What no court confirms (民诉法解释 第三百五十五条; 法释〔2011〕5号 第四条)."""

    NOT_CIVIL = "not_civil", _("不属于法院受理民事案件的范围")
    STATUS = "status", _("确认或者解除婚姻、亲子、收养等身份关系")
    TITLE = "title", _("确认物权、知识产权")
    SPECIAL = "special", _("适用其他特别程序、公示催告程序、破产程序")


class RefusalGround(models.TextChoices):
    """Why a court did not confirm an agreement (法释〔2011〕5号 第七条)."""

    UNLAWFUL = "unlawful", _("违反法律强制性规定")
    PUBLIC_INTEREST = "public", _("损害国家利益、社会公共利益")
    THIRD_PARTY = "third_party", _("损害案外人合法权益")
    GOOD_MORALS = "morals", _("违背公序良俗")
    UNCLEAR = "unclear", _("内容不明确，无法确认")
    OTHER = "other", _("其他不能确认的情形")


class SessionMode(models.TextChoices):
    ON_SITE = "on_site", _("现场")
    REMOTE = "remote", _("视频或电话")


class ImportState(models.TextChoices):
    """Where a file of cases stands between its upload and its undoing."""

    CHECKING = "checking", _("正在检查")
    FAULTY = "faulty", _("有错误")
    READY = "ready", _("检查通过")
    LOADING = "loading", _("正在导入")
    LOADED = "loaded", _("已导入")
    UNDOING = "undoing", _("正在撤销")
    UNDONE = "undone", _("已撤销")
    CANCELLED = "cancelled", _("已取消")


# While a file waits for the next step its content is kept; afterwards never.
IMPORT_WAITING = (ImportState.CHECKING, ImportState.READY, ImportState.LOADING)


class SupportKind(models.TextChoices):
    """What an organization asks of the one above it; tiers guide and refer, they do not overrule."""

    ADVICE = "advice", _("请教")
    JOINT = "joint", _("联合调解")
    TAKE_OVER = "take_over", _("移交上一级")


class SupportResult(models.TextChoices):
    """What became of the request."""

    ADVISED = "advised", _("已提出意见")
    JOINED = "joined", _("已派人联合调解")
    TAKEN_OVER = "taken_over", _("已接手办理")
    DECLINED = "declined", _("不能支援")
    WITHDRAWN = "withdrawn", _("已撤回")


class DocumentKind(models.TextChoices):
    """What a photo of a paper shows."""

    AGREEMENT = "agreement", _("签好字的协议书")
    REGISTRATION = "registration", _("签好字的登记表")
    NOTICE = "notice", _("签好字的告知书")
    RECORD = "record", _("签好字的调解记录")
    OTHER = "other", _("证据和其他材料")


class PaperKind(models.TextChoices):
    """Which blank is printed."""

    REGISTRATION = "registration", _("受理登记表")
    ORAL = "oral", _("口头协议登记表")


class DangerOrgan(models.TextChoices):
    """To whom a dispute is told that may become a matter of public order or a crime (人民调解法 25)."""

    POLICE = "police", _("当地公安机关")
    OTHER = "other", _("其他有关部门")
