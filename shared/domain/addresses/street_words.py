"""Words of street lines in the languages of Germany, its neighbours and those who ship there.

Tables only: what a word says about a line is decided where it is looked up. Words are written in lower case and
without a closing full stop; ``ß`` is written ``ss``, as :func:`shared.domain.plain_text.fold` leaves it.
"""

from __future__ import annotations

from shared.domain.plain_text import word_table

FLOORS = word_table(
    # German, with the abbreviations of doorbells
    "og eg ug dg kg hp stock stockwerk stw stk stck etage obergeschoss erdgeschoss untergeschoss dachgeschoss",
    "kellergeschoss hochparterre parterre mezzanin mansarde souterrain keller dach",
    # French, Italian, Dutch, English, Spanish
    "étage etg piano verdieping verd hoog floor fl piso planta",
    # Danish ("2. th": second floor, to the right), Polish, Czech
    "sal th tv mf kl kld piętro patro",
)
"""Floors: an ordinal before such a word belongs to it (``3. OG``, ``2ème étage``, ``1. th``)."""

FLOORS_WITHOUT_ORDINAL = word_table("eg ug dg kg hp erdgeschoss dachgeschoss parterre hochparterre souterrain keller")
"""Floors of which a house has one, so that a number before them is not theirs."""

UNITS = word_table(
    # German
    "whg wng wohnung wohnungsnr wohneinheit we app apt appart appartement appartment apartment ap top tür tuer türe",
    "hh vh rgb rg sfl gh hinterhaus vorderhaus rückgebäude rueckgebäude seitenflügel seitenhaus querhaus querbau",
    "gartenhaus mittelhaus nebenhaus nebengebäude hinterhof innenhof zimmer zi zimmernr aufgang aufg eingang eing",
    "stg",
    "raum büro geb gebäudeteil bauteil bt flügel trakt wg wohnheim studentenwohnheim wohngruppe internat pflegeheim",
    "station stellplatz liegeplatz standplatz campingplatz rastplatz parkplatz bootsplatz parzelle parz grundstück",
    "gst flur",
    "flurstück filiale objekt code bungalow hangar terminal rampe ladezone schalter rezeption empfang pforte",
    "anmeldung laden praxis kanzlei werkstatt lager einliegerwohnung elw anbau klingel klingelt klingeln briefkasten",
    "postfach pf ebene loge container baracke kabine abteil kasse fach box stand gate",
    # French
    "appt apt bât bat bâtiment batiment esc escalier porte résidence residence résid entrée logement lgt cedex",
    # Dutch, Belgian
    "bus bte boîte boite hs huis bg bel kamer k unit suite",
    # Italian, Spanish, Portuguese
    "lot int interno scala sc palazzina lotto apto esq dcha izq puerta pta esc dto",
    # Polish, Czech, Slovak, Swedish
    "lgh lok lokal mieszkanie kl klatka byt",
    # English
    "flat suite ste room rm building bldg",
)
"""Parts of a house or of a site; no street is called so."""

UNITS_OR_STREETS = word_table(
    "stiege tor haus hs gebäude block hof halle turm bau schacht werk villa hütte garten platz pier box kiosk bp cp",
    "abschnitt",
)
"""Parts of a house or of a site that are also names of streets (``Alte Stiege 5``, ``Am Hof 3``)."""

RATHER_STREETS = frozenset({"platz", "hof", "tor", "garten", "turm", "stiege"})
"""Those of them that behind a name are rather a street's (``Wiener Hof 3``)."""

UNIT_ENDINGS = ("haus", "gebäude", "geschoss", "eingang", "aufgang", "wohnung", "flügel", "trakt", "zimmer", "wohnheim")
"""How words end that name a part of a house where they stand behind a number (``12 Gartenhaus``)."""

DIRECTIONS = word_table(
    "links rechts li re mitte mi hinten vorne vorn oben unten ganz aussen innen halblinks halbrechts mittig",
    "gauche droite centre links rechts boven achter destra sinistra ecke ecken rot zwart rood",
    "stiegenhaus treppenhaus ende erster zweiter dritter",
)
"""Words that tell where in a house or at which corner."""

CARE_OF = word_table(
    "c/o co/ p.a p.a. z.hd zhd z.h bei b zu zuhänden chez presso attn attention iho hd",
)
"""Words before the name of somebody who takes the post for another."""

ARTICLES = word_table(
    "der den dem die das de la le les den het",
)
"""Words after which a name is a place's and not a person's (``Bei der Kirche 3``)."""

LOCALITIES = word_table(
    "ot ortsteil stadtteil gemarkung ortschaft weiler gde gemeinde post bezirk",
)
"""Words before the name of a part of a town."""

MARKERS = (
    r"(?:haus|hs|h)?[-. ]{0,2}(?:nr|nummer|num)|hausnummer|n[°ºo.]|no|numéro|numero|civico|civ\.?|nro|"
    r"(?:ev\.\s?)?č\.?\s?p|č\.?\s?o|(?:ev\.\s?)?č|#|№"
)
"""Words and signs for "number", as a regular expression: ``Nr.``, ``HNr.``, ``Haus-Nr.``, ``n°``, ``č. p.``, ``#``."""

STREET_ENDINGS = tuple(
    word_table(
        "strasse str str. weg gasse allee platz ring damm ufer pfad steig stieg chaussee wall markt promenade zeile",
        "graben",
        "steg berg tal feld kamp anger winkel bogen siedlung hof park tor garten gärten wiese wiesen brücke höhe",
        "straat laan plein kade gracht singel dijk steenweg dreef hof pad gade vej vejen vænget stræde allé gatan",
        "vägen",
        "utca",
    )
)
"""How names of streets end, in one word or as a word of their own."""

STRONG_STREET_ENDINGS = tuple(
    word_table(
        "strasse str str. weg gasse allee platz damm ufer pfad chaussee straat laan plein gracht steenweg gade vej",
    )
)
"""The endings that hardly anything but a street has."""

STREET_BEGINNINGS = word_table(
    # French, Italian, Spanish
    "rue avenue av ave boulevard bd blvd bvd chemin ch che place pl quai route rte impasse imp allée allee square",
    "cours",
    "passage sentier ruelle faubourg fg villa montée esplanade via viale v.le piazza p.za corso vicolo strada largo",
    "salita contrada calle c/ carrer paseo plaza avenida rua",
    # Polish, Czech, Slovak
    "ul ulica al aleja aleje os osiedle plac pl. ulice tř třída nám náměstí námestie nábřeží",
    # German and Dutch
    "strasse str platz allee am an im in auf zum zur beim unter hinter vor bei ober unterm hinterm vorm alte alter",
    "altes neue neuer neues grosse kleine untere obere 't",
)
"""First words of a name of a street."""

FRENCH_TYPES = word_table(
    "rue avenue av ave boulevard bd blvd bvd chemin ch che place pl quai route rte impasse imp allée allee square",
    "cours",
    "passage sentier ruelle faubourg fg montée esplanade grand-rue grand'rue",
)
"""Types of streets before which the French write the number."""

ENGLISH_TYPES = word_table(
    "street st road rd avenue ave lane ln drive dr close court ct crescent terrace way boulevard blvd highway hwy",
    "parkway pkwy gardens grove mews row hill",
)
"""Last words of English names of streets."""

TYPES_THAT_NEED_MORE = word_table(
    "strasse str rue via ul ulica street road calle straat",
)
"""Words that with nothing but a number name no street."""

TYPES_THAT_MAY_STAND_ALONE = word_table(
    "allee gasse weg hof maison bundesstrasse avenue chemin platz pfad laan siedlung park garten feld",
)
"""Words that with nothing but a number may be a street's whole name, or a part of one."""

BEFORE_A_PLACE = word_table(
    "am an auf im in zum zur beim bei unter unterm hinter hinterm vor vorm der dem den des alte alter altes alten",
    "neue",
    "neuer neues neuen grosse grosser grosses kleine kleiner kleines hohe hoher hohes obere oberer oberes untere",
    "unterer unteres vordere hintere rote roter rotes weisse weisser gelbe blaue grüne runde runder schöne lange",
    "langer kurze breite krumme steile enge innere äussere mittlere mittlerer erste zweite dritte vierte fünfte",
    "hinterste",
    "vorderste deutsche lange im ins ten ter oude nieuwe",
)
"""Words after which a name of a house's part is a place's name (``Alte Stiege``, ``Am Hof``)."""

ELSEWHERE = word_table(
    "neben gegenüber ggü nähe vis-à-vis vis-a-vis t.o t/o tegenover nahe tel telefon handy mobil fax",
    "kundennr kundennummer kd-nr postnummer",
)
"""Words that make a number one of something else: a neighbour's, a telephone's."""

KILOMETRES = frozenset({"km", "kilometer"})
"""Words that make a number a place along a road without houses."""

CORNERS = frozenset({"ecke", "eck", "angle", "angolo", "hoek"})
"""Words between the names of two streets."""

ADJECTIVE_ENDINGS = ("er", "-")
"""How a word ends that belongs to a street's name in the word behind it (``Wiener Bachstrasse``)."""

BETWEEN = frozenset({"zw", "zwischen", "bei", "b", "hinter", "vor", "ab", "von", "bis"})
"""Words after which a number is not the house's own: ``Rosenweg bei 9``."""

COLONIES = (
    "campingplatz",
    "kleingarten",
    "schrebergarten",
    "gartenanlage",
    "gartenverein",
    "laubenkolonie",
    "kolonie",
    "ferienpark",
    "kgv",
    "kga",
)
"""How words begin for a site whose numbers are rather its plots'."""

HEDGES = word_table(
    "ca circa etwa ungefähr evtl eventuell oder vermutlich vielleicht zirka approx env",
)
"""Words before a number that nobody is sure of."""

ROADS_WITHOUT_HOUSES = word_table(
    "ss sp sr rn rd ra a b nationale départementale autobahn",
)
"""Classes of roads, whose number is not a house's."""

MONTHS = word_table(
    "januar jänner februar märz april mai juni juli august september oktober november dezember",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "ledna února března dubna května máje června července srpna září října listopadu prosince",
    "enero febrero abril mayo junio julio septiembre octubre noviembre diciembre",
    "januari februari maart mei augustus oktober december",
)
"""Months, which with a figure before them name a day and not a house."""
