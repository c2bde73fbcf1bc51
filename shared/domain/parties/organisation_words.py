"""Words that suggest that a name is an organisation's. Tables only, in lower case, ``ss`` for ``ß``.

No word of these proves it: a legal form does, see :mod:`shared.domain.parties.legal_forms`.
"""

from __future__ import annotations

from shared.domain.plain_text import word_table

ORGANISATION_WORDS = word_table(
    # who says that it is one
    "firma fa inh inhaber inhaberin gebr gebrüder geschwister nachf nachfolger erben erbengemeinschaft weg",
    "eigentümergemeinschaft company group gruppe holding consulting consult solutions systems service services",
    "team projekt zentrale filiale niederlassung vertrieb export import trading ventures international",
    # charities and clubs
    "drk brk dlrg thw awo caritas diakonie malteser johanniter verein club stichting fondation fundacja association",
    "associazione",
    # public bodies
    "stadt stadtverwaltung gemeinde gemeindeverwaltung marktgemeinde ortsgemeinde landkreis kreis landratsamt kanton",
    "kantonspolizei bundeswehr bundespolizei polizei feuerwehr ministerium rathaus bauamt magistrat mairie commune",
    "comune gmina obec urząd bund land jva konsulat botschaft kreuz amt",
    # churches, schools, care
    "kirche kirchgemeinde kirchengemeinde pfarrei pfarramt pfarrgemeinde kloster abtei bistum diakonisches church",
    "universität uni hochschule fachhochschule gymnasium kita kindergarten kindertagesstätte kinderkrippe hort école",
    "lycée school klinik klinikum krankenhaus spital hospital hospiz clinique seniorenresidenz residenz tagespflege",
    "pflegedienst sozialstation",
    # eating, drinking, sleeping
    "hotel pension gasthof gasthaus gaststätte gaststube restaurant ristorante trattoria osteria pizzeria café cafe",
    "caffè bistro bar pub kneipe imbiss döner kebap kebab grill asia sushi pizza biergarten albergo auberge",
    "brasserie",
    "hostel jugendherberge ferienwohnung ferienhaus fewo campingplatz camping restaurace",
    # trades
    "praxis kanzlei rechtsanwälte rechtsanwalt rechtsanwältin anwaltskanzlei notar notariat steuerberater",
    "steuerberatung steuerkanzlei wirtschaftsprüfer architekt architekten architektur ingenieure planungsbüro",
    "apotheke pharmacie farmacia apteka friseur friseursalon frisör coiffeur coiffure salon kosmetik nagelstudio",
    "physiotherapie ergotherapie logopädie massage yoga fitness sanitätshaus optik akustik hörgeräte juwelier uhren",
    "blumen floristik garage autohaus kfz automobile auto autos autoteile taxi spedition logistik transporte",
    "transport umzüge kurier reisen reisebüro touristik elektro elektronik elektrotechnik sanitär heizung",
    "haustechnik",
    "solar energie edv software media medien design marketing werbung druck fotografie foto film events event",
    "catering security immobilien hausverwaltung verwaltung versicherungen versicherung finanzen finanz bank",
    "sparkasse volksbank möbel küchen fliesen fahrrad fahrräder zweirad motorrad getränke obst wein weine weingut",
    "winzer bäckerei metzgerei fleischerei gärtnerei baumschule landhandel agrar forst forstamt kunsthandel galerie",
    "antiquitäten atelier verlag buchhandlung bücher schuhe mode moden spielwaren tankstelle kiosk store shop",
    "onlineshop markt supermarkt edeka rewe malermeister tischlermeister schreinermeister dachdeckermeister",
    "elektromeister friseurmeister bauunternehmen bauunternehmung baugeschäft tiefbau hochbau gerüstbau",
    "handwerk coaching coach training beauty nails hair haare haarstudio hairstyle style styling deko dekoration",
    "wolle",
    "stoffe nähstube kunst keramik töpferei schmuck geschenke tattoo piercing fusspflege wellness sauna",
    "fitnessstudio",
    "dance tanzschule musik records games comics zoo tierbedarf reitsport outdoor sports bikes parts tuning racing",
    "handy mobile computer pc web webdesign hosting online versand großhandel grosshandel einzelhandel handels",
    "industries industrie corp chor orchester kapelle band wähler partei gewerkschaft innung kammer bundesverband",
    "hebamme heilpraktiker heilpraktikerin fotograf fotografin steuerberaterin architektin ärztin arzt hausarzt",
    "apothekerin anwältin notarin ingenieurbüro sachverständiger gutachter dolmetscherin übersetzerin logopädin",
    "physiotherapeut physiotherapeutin tierheilpraxis hofgut ferienwohnungen ferienhäuser gästezimmer",
    "zimmervermietung",
    "deutschland germany europe austria österreich schweiz suisse switzerland eu studio genossenschaft",
    "bürgerstiftung museum theater kino labor forschung stiftung gestüt reitstall",
    "tierheim tierarzt tierärztin zahnarzt zahnärzte ärztehaus mvz",
    # French, Italian, Dutch, Polish, Czech
    "société ets établissements cabinet boulangerie domaine château cave azienda società ditta bakkerij slagerij",
    "zakład przedsiębiorstwo phu fhu sklep hurtownia",
)
"""Words that stand for an organisation wherever they are in a name."""

ORGANISATION_ENDINGS = tuple(
    word_table(
        "praxis apotheke verein verband bund service services studio büro buero werkstatt agentur stiftung institut",
        "betrieb betriebe dienst dienste zentrum center technik shop laden handel handlung schule transporte",
        "verwaltung gesellschaft genossenschaft gemeinschaft versicherung bau betreuung beratung kanzlei erei erie",
        "gericht polizei feuerwehr gemeinde therapie akademie klinik kirche stube stüble welt kiste oase palast",
        "paradies",
        "treff werke werk amt verlag manufaktur fabrik vertrieb reisen immobilien systeme medien gasthof gasthaus",
        "landhaus markt autohaus möbelhaus schuhhaus modehaus bettenhaus küchenhaus krankenhaus pflegeheim altenheim",
        "seniorenheim wohnheim kinderheim tierheim seniorenresidenz ferienhof reiterhof biohof bauernhof ponyhof",
        "reithof",
        "weinhof obsthof spargelhof markthalle bakkerij lounge company",
    )
)
"""How words end that stand for an organisation, unless a given name before them shows a last name."""

CLEAR_ENDINGS = tuple(
    word_table(
        "praxis apotheke verein verband service services studio büro buero werkstatt agentur stiftung institut betrieb",
        "technik shop handel handlung transporte verwaltung gesellschaft genossenschaft versicherung betreuung",
        "beratung kanzlei therapie akademie klinik manufaktur vertrieb reisen immobilien systeme medien",
    )
)
"""Those of the endings that no last name has."""

CLUBS = word_table(
    "tsv sv fc tus tsg vfb vfl vfr sc bsv ssv djk tv svg fsv asb esv psv rsv tc bc hc rc tu eth fh rwth adac ibm dhl",
)
"""Abbreviations before the town of a club; elsewhere they are initials and titles."""

PLACE_ENDINGS = tuple(
    word_table(
        "hof haus mühle hütte alm schloss burg villa",
    )
)
"""How names of places end that are an organisation's where they begin a name, and last names where they end one."""

BEFORE_A_NAME = word_table(
    "haus villa landhaus schloss burg gut mühle alm hof gästehaus apartments chalet",
)
"""First words of the names of houses that take guests."""
