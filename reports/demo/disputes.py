"""What the invented disputes are about: words and amounts by dispute type, and who mediates which types.

Everything here is invented. Sentences name the parties by {a} and {b} and tell nothing which could
point at a person or a place. Amounts are eleven steps in yuan, the deciles of what agreements of the
type come to before they are scaled to the published total; a case draws a point between two steps.
"""

from typing import NamedTuple


class DisputeKind(NamedTuple):
    """One dispute type of the official list, or a local sub-type of one.

    `company` is the name under which a company or other organization is the respondent, in
    `company_share` of a hundred cases; a claim and a term are made for each sentence.
    """

    texts: tuple[str, ...]
    claim: str
    terms: str
    amounts: tuple[int, ...]
    company: str = ""
    company_share: int = 0


DISPUTES = {
    "marriage_family": DisputeKind(
        (
            "{a}与{b}因家庭开支和子女照管产生矛盾，分居后多次争吵，愿意由调委会调解。",
            "{a}与{b}因老人赡养费用如何分担意见不一，亲属劝说没有结果。",
            "{a}与{b}解除婚约后，就彩礼和共同购置的物品如何返还发生争执。",
        ),
        "请求就赡养、抚养或财产分担达成一致",
        "双方互谅互让，按约定分担费用，互不干扰对方生活。",
        (0, 0, 0, 0, 0, 1000, 3000, 6000, 12000, 30000, 90000),
    ),
    "neighbours": DisputeKind(
        (
            "{a}与{b}是邻居，因院墙边排水沟堵塞、污水流入院内发生争吵。",
            "{b}家夜间施工噪声影响{a}休息，双方言语冲突，请求调解。",
            "{a}与{b}因楼道堆放杂物、占用公共通道产生矛盾。",
        ),
        "请求停止妨碍、恢复通行或赔偿损失",
        "{b}清理妨碍物，双方今后相互提供便利。",
        (0, 0, 0, 0, 0, 0, 200, 500, 1000, 2500, 8000),
    ),
    "house_land": DisputeKind(
        (
            "{a}与{b}因相邻宅基地界线不清发生纠纷，双方各有旧契。",
            "{a}租用{b}的房屋，退租时就押金和修缮费用意见不一。",
            "{a}购买{b}的旧房后发现漏水，要求承担维修费用。",
        ),
        "请求确认界线或者退还押金、承担维修费用",
        "双方按现场丈量的界线立桩为界，并结清费用。",
        (0, 0, 500, 1500, 3000, 6000, 10000, 20000, 40000, 80000, 260000),
    ),
    "contract": DisputeKind(
        (
            "{a}向{b}出借款项，约定期限届满后{b}没有归还，{a}多次催要。",
            "{a}向{b}供货，{b}以质量为由拖欠部分货款。",
            "{a}承包{b}的工程，完工后双方对结算金额有争议。",
        ),
        "请求偿还借款或者支付货款、工程款",
        "{b}分期支付欠款，{a}放弃其他请求。",
        (1000, 4000, 8000, 12000, 18000, 26000, 38000, 55000, 85000, 150000, 600000),
        "示例商贸有限公司", 40,
    ),
    "finance": DisputeKind(
        (
            "{b}在{a}办理贷款后未能按期还款，{a}申请调解，希望商定还款计划。",
            "{b}的信用卡透支逾期，双方对利息和违约金的计算有分歧。",
            "{b}为他人向{a}的借款提供担保，借款人逾期后双方就担保责任发生争议。",
        ),
        "请求偿还贷款本金和利息",
        "{b}按还款计划分期偿还本息，{a}减免部分违约金。",
        (20000, 40000, 60000, 80000, 110000, 150000, 190000, 240000, 320000, 480000, 1500000),
    ),
    "production": DisputeKind(
        (
            "{a}购买{b}的种子后出苗不齐，双方对减产原因看法不同。",
            "{a}与{b}因灌溉用水先后次序发生争执。",
            "{a}的羊群进入{b}的棉田，双方对损失数额有争议。",
        ),
        "请求赔偿生产经营损失",
        "{b}按协商数额补偿{a}的损失，今后按约定次序用水、放牧。",
        (0, 500, 1500, 3000, 5000, 8000, 12000, 18000, 30000, 60000, 200000),
        "示例农资销售部", 35,
    ),
    "damages": DisputeKind(
        (
            "{a}与{b}发生口角后推搡，{a}受轻微伤，就医药费如何承担协商不成。",
            "{b}饲养的犬只咬伤{a}，双方就医疗费用意见不一。",
            "{a}在{b}的场所滑倒受伤，要求赔偿医疗费和误工费。",
        ),
        "请求赔偿医疗费、误工费等损失",
        "{b}一次性赔偿{a}各项损失，双方就此事再无争议。",
        (0, 300, 800, 1500, 2500, 4000, 7000, 12000, 22000, 45000, 160000),
    ),
    "forest_land": DisputeKind(
        (
            "{a}与{b}因林地边界和树木归属发生争议。",
            "{a}与{b}因草场使用范围产生矛盾。",
            "{a}把承包地流转给{b}耕种，双方对流转费支付时间有争议。",
        ),
        "请求确认使用范围或者支付流转费",
        "双方按承包合同和现场指认确定范围，{b}按期支付费用。",
        (0, 0, 1000, 3000, 5000, 8000, 14000, 22000, 38000, 70000, 240000),
    ),
    "expropriation": DisputeKind(
        (
            "{a}与{b}就土地征收补偿款在家庭成员间如何分配发生争议。",
            "{a}对{b}丈量的地上附着物数量有异议。",
        ),
        "请求重新核对补偿项目和分配数额",
        "双方按核对后的清单分配补偿款。",
        (0, 2000, 5000, 10000, 18000, 28000, 42000, 65000, 100000, 170000, 500000),
    ),
    "environment": DisputeKind(
        (
            "{a}反映{b}的养殖场气味影响生活，双方多次协商没有结果。",
            "{b}排放的污水流入{a}的农田，双方对损失有争议。",
        ),
        "请求停止排放并赔偿损失",
        "{b}限期整改，并补偿{a}的损失。",
        (0, 0, 500, 1500, 3000, 5000, 8000, 14000, 25000, 50000, 150000),
        "示例养殖场", 60,
    ),
    "migrant_wages": DisputeKind(
        (
            "{a}在{b}的工地务工，工程结束后部分工资没有支付。",
            "{a}等人为{b}采摘棉花，双方对计件数量和工资有争议。",
        ),
        "请求支付拖欠的工资",
        "{b}按确认的工时支付工资，分两次付清。",
        (500, 2000, 4000, 6000, 9000, 13000, 18000, 26000, 40000, 70000, 240000),
        "示例建筑劳务公司", 60,
    ),
    "other_labour": DisputeKind(
        (
            "{a}与{b}解除劳动关系，双方对经济补偿的计算有分歧。",
            "{a}在工作中受伤，与{b}就工伤待遇协商不成。",
        ),
        "请求支付经济补偿或者工伤待遇",
        "{b}一次性支付补偿，双方劳动关系终结。",
        (0, 2000, 4000, 7000, 10000, 15000, 22000, 34000, 55000, 90000, 300000),
        "示例机械加工厂", 80,
    ),
    "tourism": DisputeKind(
        (
            "{a}参加{b}组织的行程，因项目减少要求退还部分费用。",
            "{a}预订{b}的客房后因故取消，双方对退款比例有争议。",
        ),
        "请求退还部分费用",
        "{b}退还协商确定的费用。",
        (100, 200, 400, 600, 800, 1200, 1800, 2600, 4000, 8000, 26000),
        "示例旅行社", 90,
    ),
    "ecommerce": DisputeKind(
        (
            "{a}在网上向{b}购买商品，收到后认为与描述不符，要求退货。",
            "{a}与{b}因网购商品运输损坏由谁承担产生争议。",
        ),
        "请求退货退款",
        "{b}退还货款，{a}退回商品。",
        (50, 100, 200, 300, 500, 800, 1200, 2000, 3500, 7000, 20000),
        "示例网店", 90,
    ),
    "other_consumer": DisputeKind(
        (
            "{a}在{b}购买电器，使用不久出现故障，双方对退换有争议。",
            "{a}在{b}办理预付费卡，门店停业后要求退还余额。",
        ),
        "请求退还货款或者余额",
        "{b}退还协商确定的款项。",
        (50, 150, 300, 500, 800, 1200, 2000, 3500, 6000, 12000, 40000),
        "示例百货商店", 85,
    ),
    "medical": DisputeKind(
        (
            "{a}对{b}的诊疗结果不满意，要求说明情况并赔偿。",
            "{a}术后恢复不理想，与{b}就后续治疗费用协商不成。",
        ),
        "请求说明诊疗情况并赔偿损失",
        "{b}说明情况并给予一次性补偿，{a}不再就此提出请求。",
        (0, 3000, 6000, 10000, 16000, 25000, 38000, 55000, 85000, 140000, 420000),
        "示例医院", 100,
    ),
    "traffic": DisputeKind(
        (
            "{a}与{b}驾驶的车辆发生碰撞，事故责任已经认定，双方对赔偿数额有争议。",
            "{b}驾车碰伤行人{a}，就医疗费、误工费协商不成。",
        ),
        "请求赔偿医疗费、修车费等损失",
        "{b}在保险赔付以外补足差额，一次性了结。",
        (500, 1500, 3000, 5000, 8000, 12000, 18000, 28000, 45000, 90000, 380000),
    ),
    "property_management": DisputeKind(
        (
            "{b}以服务不到位为由没有交纳物业费，{a}申请调解。",
            "{a}与{b}因小区停车位收费产生争议。",
        ),
        "请求交纳物业费或者改进服务",
        "{b}交纳协商确定的物业费，{a}改进服务。",
        (100, 300, 500, 800, 1200, 1600, 2200, 3000, 4500, 8000, 30000),
    ),
    "other": DisputeKind(
        (
            "{a}与{b}因共同出资购买的物品如何分配产生矛盾。",
            "{a}与{b}因言语误会产生隔阂，请求调委会从中说和。",
        ),
        "请求消除误会、解决争议",
        "双方互致歉意，就此和好。",
        (0, 0, 0, 0, 200, 600, 1200, 2500, 5000, 10000, 40000),
    ),
}  # fmt: skip

# Applicants which are organizations: banks and property managers.
APPLICANT_COMPANY = {"finance": "示例银行", "property_management": "示例物业服务公司"}

_HOME = {"neighbours": 30, "marriage_family": 24, "house_land": 8, "damages": 12, "forest_land": 9}
_TRADE = {"contract": 30, "production": 14, "other_consumer": 22, "migrant_wages": 12, "other_labour": 10}

# By kind of organization, or kind and field: dispute types and their weights.
MIXES = {
    "village": {**_HOME, "production": 7, "contract": 6, "other": 4},
    "township": {**_HOME, "contract": 12, "expropriation": 8, "migrant_wages": 8, "environment": 4},
    "studio": {**_HOME, "contract": 8, "other": 6, "damages": 10},
    "park_market": {**_TRADE, "environment": 4, "ecommerce": 5, "other": 3},
    "lawyer_room": {"contract": 46, "damages": 14, "house_land": 12, "other_labour": 14, "traffic": 8},
    "stationed_room:court": {
        "contract": 45, "marriage_family": 16, "damages": 10, "house_land": 9, "property_management": 8,
        "traffic": 7, "migrant_wages": 5,
    },
    "stationed_room:police": {
        "neighbours": 26, "damages": 30, "marriage_family": 18, "traffic": 10, "other": 8,
    },
    "stationed_room:petition_office": {
        "expropriation": 24, "migrant_wages": 28, "house_land": 18, "environment": 10,
        "property_management": 12,
    },
    "stationed_room:procuratorate": {"damages": 50, "other_consumer": 14, "contract": 20, "environment": 12},
    "stationed_room:consumer_association": {"other_consumer": 60, "ecommerce": 22, "tourism": 10},
    "industry:litigation": {
        "contract": 52, "damages": 12, "house_land": 10, "property_management": 10, "migrant_wages": 8,
    },
    "industry:medical": {"medical": 1},
    "industry:traffic": {"traffic": 1},
    "industry:labour": {"migrant_wages": 45, "other_labour": 55},
    "industry:property": {"property_management": 90, "neighbours": 10},
    "industry:consumer": {"other_consumer": 62, "ecommerce": 26, "tourism": 12},
    "industry:family": {"marriage_family": 1},
    "industry:construction": {"contract": 50, "migrant_wages": 50},
    "industry:tourism": {"tourism": 1},
    "industry:land": {"forest_land": 70, "house_land": 30},
    "industry:finance": {"finance": 1},
    "admin_room": {"damages": 20, "migrant_wages": 25, "house_land": 20, "property_management": 20},
    "admin_dispute_centre": {"expropriation": 60, "other": 40},
}  # fmt: skip


def draw_amount(rng, dispute):
    """An amount in whole yuan between two neighbouring deciles of the dispute's type."""
    steps = DISPUTES[dispute].amounts
    step = rng.randrange(10)
    low, high = steps[step], steps[step + 1]
    amount = rng.randint(low, high)
    return amount // 100 * 100 if amount > 1000 else amount // 10 * 10
