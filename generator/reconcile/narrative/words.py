"""Words that carry no meaning of their own around a figure, and those that tell how figures hang together."""

from __future__ import annotations

import re

NEUTRAL = re.compile(
    r"\d{4}(?:年度|年)?|年度|当年|本年|今年|全年|上年末|年末|期末|年初|我(?:部门|单位|区|市|县|省|办|局)|本(?:部门|单位|级)|"
    r"部门|单位|机关|目前|其中|主要|用于|包括|共计|总计|合计|共|计|小计|分别|具体|预算|安排|支出|经费|费用|资金|金额|总额|数额|数|额|"
    r"\((?:结转|类|款|项)\)|核定|批复|编制|公开|下达|拟|将|已|按|约|近|大约|达到|达|到|至|为|是|的|了|和|与|及|以及|等|由|在|中|费|总|"
    r"同比|相比|比较|相较|较|比|上年|去年|不超过|不低于|不少于|控制|以内|超过|反映|一般|方面|项目|财政拨款|[\s\"':,、]"
)
"""Taken away from both sides of a label; what is left would make it the label of something else."""

CHANGED = re.compile(
    r"(?P<verb>增加|增长|上升|提高|调增|新增|增|减少|下降|降低|压减|压缩|调减|核减|减)"
    r"(?:了|额|数|预算|安排|支出|资金|约|共计|共|计|为|金额|达|幅度|近|:){0,3}\s*$"
)
UP_VERBS = frozenset({"增加", "增长", "上升", "提高", "调增", "新增", "增"})
TOWARDS = re.compile(r"(?:增加|增长|上升|提高|减少|下降|降低|压减|压缩|调整)(?:到|至|为)\s*$")
ANY_CHANGE = re.compile(r"增加|增长|上升|提高|调增|新增|减少|下降|降低|压减|压缩|调减|核减")
SHARE = re.compile(r"占(?P<whole>[^,。;:%]{0,30}?)(?:的|比重|比例|比|为|约|:)*\s*$")
PRIOR_WORDS = re.compile(r"上年(?!末|底|结转)|去年(?!末|底)|上一年(?!末)")
SAME = re.compile(
    r"(?:与|较|比|同)?(?:上年|去年|上一年|\d{4}年)(?:度)?(?:预算数?|预算安排|安排数|数)?(?:相比|比较|同期|相较)?,?"
    r"(?:预算)?(?:保持)?(?:基本)?(?P<same>持平|无增减变化|无增减|无变化|没有变化|没有增减|相同|一致)|(?P<bare>无增减变化|与上年一致|持平)"
)
OPENER = re.compile(r"其中|包括|主要(?:为|是|用于)|分别(?:为|是|用于)|具体(?:为|是|用于)|用于|(?:如下|情况|以下方面):")
PARTIAL = re.compile(r"主要|等")
"""The list is of main items only."""
STOPS = frozenset(",。;:、!?\n()")
"""Where a noun phrase ends."""
