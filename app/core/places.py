"""Where a Dutch postcode or town lies, roughly, and how far two of them are apart: no outside service is asked.

The first two digits of a postcode name a region of some 15 km across. The table holds its approximate centre, so that a
distance is an indication, rounded to 5 km: good enough to ask the nearest instructors first, not to pay for kilometres.
"""

import re
from collections.abc import Mapping
from functools import cache
from math import asin, cos, radians, sin, sqrt

from app.core.words import normalise

NEARBY_KM = 10
"""What two places in one region are said to be apart."""
_EARTH_KM = 6371.0
_ROUND_TO = 5
_CENTRES = """
10 52.37 4.89  11 52.36 4.95  12 52.23 5.18  13 52.37 5.22  14 52.36 4.98  15 52.46 4.81  16 52.67 5.10  17 52.83 4.83
18 52.63 4.73  19 52.50 4.64  20 52.38 4.64  21 52.29 4.62  22 52.18 4.42  23 52.15 4.50  24 52.13 4.68  25 52.07 4.30
26 52.00 4.32  27 52.06 4.49  28 52.00 4.72  29 51.89 4.60  30 51.92 4.48  31 51.92 4.36  32 51.83 4.22  33 51.81 4.68
34 52.05 5.02  35 52.09 5.12  36 52.17 4.98  37 52.12 5.30  38 52.24 5.47  39 52.01 5.45  40 51.90 5.45  41 51.90 5.19
42 51.80 4.98  43 51.55 3.72  44 51.48 3.95  45 51.31 3.82  46 51.52 4.28  47 51.55 4.50  48 51.58 4.77  49 51.66 4.87
50 51.56 5.08  51 51.64 5.00  52 51.70 5.30  53 51.77 5.45  54 51.66 5.67  55 51.38 5.40  56 51.45 5.48  57 51.47 5.70
58 51.55 5.96  59 51.37 6.15  60 51.24 5.85  61 51.03 5.86  62 50.86 5.70  63 50.87 5.90  64 50.90 5.99  65 51.83 5.85
66 51.87 5.75  67 52.02 5.67  68 51.98 5.91  69 51.95 6.05  70 51.95 6.30  71 51.98 6.62  72 52.13 6.25  73 52.21 5.97
74 52.28 6.25  75 52.23 6.90  76 52.38 6.66  77 52.58 6.52  78 52.77 6.90  79 52.71 6.38  80 52.51 6.10  81 52.39 6.12
82 52.53 5.65  83 52.76 5.97  84 52.98 6.12  85 52.92 5.70  86 53.03 5.66  87 53.03 5.47  88 53.18 5.45  89 53.20 5.79
90 53.22 5.80  91 53.33 5.95  92 53.13 6.10  93 53.14 6.42  94 52.98 6.55  95 52.98 6.93  96 53.14 6.90  97 53.22 6.57
98 53.27 6.36  99 53.36 6.75
"""
_TOWNS = """
10 amsterdam  11 amstelveen  12 hilversum  13 almere  14 purmerend  15 zaandam  16 hoorn  16 enkhuizen  17 den helder
17 heerhugowaard  18 alkmaar  19 beverwijk  20 haarlem  21 hoofddorp  22 katwijk  22 noordwijk  23 leiden
24 alphen aan den rijn  25 den haag  25 s gravenhage  26 delft  27 zoetermeer  28 gouda  29 capelle aan den ijssel
30 rotterdam  31 schiedam  31 vlaardingen  32 spijkenisse  33 dordrecht  34 nieuwegein  34 woerden  35 utrecht
36 maarssen  37 zeist  37 soest  38 amersfoort  38 harderwijk  39 veenendaal  40 tiel  41 culemborg  42 gorinchem
43 middelburg  43 vlissingen  44 goes  45 terneuzen  46 bergen op zoom  47 roosendaal  48 breda  49 oosterhout
50 tilburg  51 waalwijk  52 den bosch  52 s hertogenbosch  53 oss  54 uden  54 veghel  55 veldhoven  56 eindhoven
57 helmond  58 venray  59 venlo  60 roermond  60 weert  61 sittard  61 geleen  62 maastricht  64 heerlen  65 nijmegen
66 wijchen  67 ede  67 wageningen  68 arnhem  69 zevenaar  70 doetinchem  71 winterswijk  72 zutphen  73 apeldoorn
74 deventer  75 enschede  75 hengelo  76 almelo  77 hardenberg  78 emmen  79 hoogeveen  79 meppel  80 zwolle
82 lelystad  82 kampen  83 emmeloord  83 steenwijk  84 heerenveen  86 sneek  88 harlingen  89 leeuwarden  91 dokkum
92 drachten  93 roden  94 assen  95 stadskanaal  96 winschoten  96 hoogezand  97 groningen  99 delfzijl
"""
_NUMBERS = [line.split() for line in re.split(r"\s{2,}|\n", _CENTRES.strip())]
CENTRES = {region: (float(north), float(east)) for region, north, east in _NUMBERS}
"""The approximate centre of each region, as degrees north and east."""
_REGION_OF_TOWN: dict[str, str] = {
    town: region for region, town in re.findall(r"(\d\d) ([a-z ]+?)(?=\s{2,}|\n)", _TOWNS)
}
_POSTCODE = re.compile(r"\b([1-9]\d)\d\d ?[A-Za-z]{2}\b")
_BARE_POSTCODE = re.compile(r"\s*([1-9]\d)\d\d\s*(?:[A-Za-z]{2}\s*)?")


def region_of(postcode: str, town: str = "", text: str = "") -> str | None:
    """The region of a postcode, else of a town, else of the postcode or town at the end of a text; None when unknown."""
    if found := _BARE_POSTCODE.fullmatch(postcode):
        return str(found[1])
    if known := _REGION_OF_TOWN.get(normalise(town)):
        return known
    if within := _POSTCODE.findall(text):
        return str(within[-1])
    parts = [normalise(part) for part in reversed(re.split(r"[,;\n]", text))]
    return next((_REGION_OF_TOWN[part] for part in parts if part in _REGION_OF_TOWN), None)


def kilometres(one: str, other: str) -> int:
    """How far two regions are apart, as the crow flies and rounded to 5; NEARBY_KM within one."""
    if one == other:
        return NEARBY_KM
    (north, east), (other_north, other_east) = CENTRES[one], CENTRES[other]
    half = sin(radians(other_north - north) / 2) ** 2
    half += cos(radians(north)) * cos(radians(other_north)) * sin(radians(other_east - east) / 2) ** 2
    return max(NEARBY_KM, _ROUND_TO * round(2 * _EARTH_KM * asin(sqrt(half)) / _ROUND_TO))


@cache
def distances_from(region: str | None) -> Mapping[str, int]:
    """The distance of every region and known town from a region; nothing when that is unknown."""
    if region is None or region not in CENTRES:
        return {}
    far = {each: kilometres(region, each) for each in CENTRES}
    return far | {town: far[its] for town, its in _REGION_OF_TOWN.items()}
