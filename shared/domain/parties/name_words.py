"""Words of people's names. Tables only, in lower case."""

from __future__ import annotations

from shared.domain.plain_text import word_table

PARTICLES = word_table(
    "von vom zu zum zur van vande vander de del della dello dalla dal di da do dos das du des la le der den ter ten",
    "te 't op af av el al ben bin ibn abu y d' auf v. v.d. v.d",
)
"""Words that belong to the last name behind them."""

SEPARATING_PARTICLES = word_table(
    "von vom zu zum zur van vande vander ter ten v. v.d. v.d",
)
"""Particles that say where the last name begins; Portuguese and Spanish names have two last names."""

NOBILITY = word_table(
    "graf gräfin freiherr freifrau freiin frhr frhr. baron baronin baroness edler edle ritter prinz prinzessin fürst",
    "fürstin herzog herzogin",
)
"""Ranks; in Germany they are a part of the last name (article 109 of the constitution of 1919, still in force)."""

JOINING = word_table(
    "und u. u & + and et e oder /",
)
"""Words between the names of two people."""

FAMILY = word_table(
    "familie fam. fam eheleute ehepaar",
)
"""Words before the last name of several people."""

SUFFIXES = word_table(
    "jun. jun jr. jr sen. sen sr. sr ii iii iv ii. iii. junior senior d.ä. d.j.",
)
"""Words behind a last name that belong to it."""

MAIDEN = word_table(
    "geb. geb geborene geborener née verw. verh.",
)
"""Words before a name that somebody had before."""

ARABIC_SERVANTS = word_table(
    "abdul abdel abd abdal",
)
"""First halves of Arabic given names, so that two words may be one name (``Abdul Karim``)."""

VIETNAMESE = word_table(
    "thi thị van văn nguyen nguyễn tran trần pham phạm hoang hoàng",
)
"""Words of Vietnamese names, whose order in a shop's form nobody can know."""

CHINESE_LAST_NAMES = word_table(
    "wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu lin guo he gao luo zheng liang xie song tang",
    "deng",
    "han feng cao peng zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei su lu ding ren shen yao kim park",
    "lee choi",
)
"""Chinese and Korean last names; their order in a shop's form nobody can know."""

COMMON_LAST_NAMES = word_table(
    "müller mueller schmidt schneider fischer weber meyer wagner becker schulz hoffmann schäfer koch bauer richter",
    "klein wolf schröder neumann schwarz zimmermann braun krüger hofmann lange schmitt krause meier lehmann schmid",
    "schulze maier köhler könig mayer huber kaiser fuchs lang scholz möller weiß jung hahn vogel keller roth beck",
    "baumann franke schuster simon böhm winter kraus schumacher krämer vogt stein jäger groß sommer haas graf brandt",
    "gruber steiner moser berger pichler hofer leitner fuchs eder wallner winkler brunner lechner bieri egli frei",
    "kowalski nowak novák horvat yilmaz kaya demir şahin çelik öztürk",
)
"""Last names that say by themselves that they are one."""

LAST_NAME_ENDINGS = tuple(
    word_table(
        "mann meier maier mayer meyer müller mueller huber hofer bauer berger inger ler ner ger ker der ser ter",
        "schmidt schulz schulze wski ski sky cki ska cka wicz icz vić vic ić oglu oğlu ov ova ev eva enko enkova",
        "sen sson",
        "ides idis poulos escu ovics ishvili yan thaler egger hauser stetter bacher gruber mair hardt stedt ovac",
    )
)
"""How many last names end."""
