"""Traditional characters, radicals that look like characters, digits that look like letters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.domain.findings import Finding
from generator.reconcile.narrative.passages import Passage
from generator.reconcile.narrative.report import around, finding

_PAIRS = (
    "資资辦办務务業业會会計计發发國国際际產产權权財财預预審审圍围關关開开門门間间問问聞闻閱阅網网絡络經经費费購购"
    "貨货貿贸貼贴賬账賠赔質质賽赛贏赢貝贝負负責责貫贯賢贤與与為为個个們们來来對对從从後后動动勞劳勝胜勢势"
    "區区協协單单員员團团圖图場场塊块壓压報报壯壮變变處处備备復复夠够夢梦奮奋婦妇學学孫孙寧宁實实寫写導导將将"
    "專专尋寻層层屆届島岛歲岁嚴严師师帶带幣币廣广廠厂廢废廳厅應应張张彈弹強强彙汇態态慶庆憲宪懷怀戰战"
    "戶户據据擔担擇择擴扩擬拟換换損损搶抢攝摄敗败敵敌數数斷断時时晝昼顯显曉晓曆历書书東东條条極极構构標标樣样"
    "機机檔档檢检權权歡欢歷历歸归決决沒没況况測测準准滿满漢汉灣湾灑洒營营環环現现珍珍畫画異异療疗監监盤盘眾众"
    "礎础確确禮礼種种稱称積积穩稳競竞筆笔節节範范築筑簡简簽签籌筹糧粮級级紀纪約约納纳純纯紙纸細细終终組组結结"
    "給给統统維维綜综綠绿緊紧線线編编緩缓練练縣县總总績绩織织繼继續续罰罚羅罗習习職职聯联聲声聽听腦脑臨临"
    "舉举舊旧藝艺節节葉叶藥药蘭兰號号衛卫術术規规視视覽览親亲觀观觸触訂订訊讯訓训記记設设許许訴诉詞词評评試试"
    "詢询該该詳详認认誤误說说課课調调請请論论謀谋議议講讲證证識识護护讀读讓让豐丰貧贫貴贵買买趙赵跡迹車车軍军"
    "軟软較较載载輔辅輛辆輕轻輪轮輯辑輸输轉转辭辞農农運运過过達达違违遠远適适選选還还邊边鄉乡鄰邻醫医釋释鋼钢"
    "錄录錢钱錯错鐵铁鎮镇鏡镜長长陽阳陰阴陳陈陸陆階阶隊队險险隨随難难電电靈灵靜静響响頁页項项順顺須须領领頭头"
    "題题額额願愿類类顧顾風风飛飞飯饭飲饮館馆驗验體体魚鱼鳥鸟麗丽麥麦黃黄點点黨党齊齐齡龄龍龙"
)
TRADITIONAL = {_PAIRS[i]: _PAIRS[i + 1] for i in range(0, len(_PAIRS), 2) if _PAIRS[i] != _PAIRS[i + 1]}
_KNOWN = re.compile(f"[{''.join(TRADITIONAL)}]")
_RADICALS = re.compile("[\u2e80-\u2fdf\uf900-\ufaff]")
_CJK = re.compile("[\u4e00-\u9fff]")
_ZERO_FOR_O = re.compile(r"(?<![A-Za-z])IS0(?![A-Za-z])|(?<=\d)[OoIl](?=[\d%万元年])|(?<=\.)[OoIl](?=\d)")


def check_characters(passage: Passage) -> Iterator[Finding]:
    """Findings for characters that are not what they look like."""
    seen: set[str] = set()
    for pattern in (_KNOWN, _RADICALS, _ZERO_FOR_O):
        for match in pattern.finditer(passage.text):
            if match[0] not in seen:
                seen.add(match[0])
                yield _known(passage, match)
    yield from _rare(passage)


def _known(passage: Passage, match: re.Match[str]) -> Finding:
    right = TRADITIONAL.get(match[0])
    if right is None:
        right = "ISO" if match[0] == "IS0" else "形近的规范字符"
    kind = "（数字0）" if match[0] == "IS0" else ""
    place = around(passage.text, match.start(), match.end())
    message = f"{passage.where}中{place}的“{match[0]}”{kind}应为“{right}”。"
    return finding("HYG-07", message, (passage.location,), stated=match[0], expected=right)


def _rare(passage: Passage) -> Iterator[Finding]:
    """Characters outside GB 2312 that Big5 has: most are traditional, some are rare names."""
    if _encodes(passage.text, "gb2312"):
        return
    rare = [
        match[0]
        for match in _CJK.finditer(passage.text)
        if match[0] not in TRADITIONAL and not _encodes(match[0], "gb2312") and _encodes(match[0], "big5")
    ]
    if rare:
        shown = "、".join(dict.fromkeys(rare))
        yield finding("HYG-13", f"{passage.where}中有“{shown}”。", (passage.location,), stated=shown)


def _encodes(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
