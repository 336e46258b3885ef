"""What the journal's acts on a case are called."""

from django.utils.translation import gettext_lazy as _

from organizations.journal_words import describe_actions

from .workflow import case_workflow

describe_actions(
    {
        "case.register": _("登记纠纷"),
        **{f"case.{transition.name}": transition.label for transition in case_workflow.transitions.values()},
        "case.read": _("查看案件"),
        "case.printed": _("打印文书"),
        "case.document_attached": _("上传照片"),
        "case.document_read": _("查看照片"),
        "paper_form.issued": _("印制编号空白表"),
        "paper_form.voided": _("作废编号空白表"),
        "case.edited": _("修改案件"),
        "case.registered_together": _("批量登记"),
        "case.parties_added": _("添加当事人"),
        "case.party_edited": _("修改当事人"),
        "case.reminded": _("提醒超期案件"),
        "case.supervised": _("督办超期案件"),
        "case.supervision_answered": _("答复督办"),
        "case.supervision_lifted": _("解除督办"),
        "case.moved": _("移交案件"),
        "case.shared": _("临时授权查看案件"),
        "case.share_revoked": _("收回案件授权"),
        "case.share_expired": _("案件授权到期"),
        "case.expert_asked": _("邀请专家"),
        "case.expert_answered": _("专家答复邀请"),
        "case.advised": _("专家提出意见"),
        "case.imported": _("导入案件"),
        "case.import_undone": _("撤销导入"),
        "room.opened": _("登记调解室"),
        "room.closed": _("停用调解室"),
        "clause.added": _("加入条款库"),
        "clause.removed": _("从条款库删去"),
        "case.major_received": _("签收重大纠纷报告"),
        "case.major_closed": _("办结重大纠纷报告"),
        "screening.log": _("登记排查"),
        "lead.log": _("登记线索"),
        "lead.close": _("了结线索"),
        "lead.expire": _("清除到期的线索和邀请"),
        "prevention.save": _("填写预防纠纷数"),
        "invitation.send": _("邀请调解"),
        "invitation.answer": _("登记对邀请的答复"),
        "invitation.close": _("结束邀请"),
    }
)
