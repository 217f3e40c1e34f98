"""Names, companies and places of the demo. All of them are made up; every address ends in `.example`."""

GIVEN_NAMES = (
    "Anouk Bart Chantal Daan Emine Fleur Gijs Hanna Ilse Jeroen Karim Lotte Maarten Naima Olga Pieter Quinten Rachid Sanne "
    "Tim Ursula Vera Wouter Xandra Yusuf Zoë Ahmet Bilal Carlijn Dewi Eva Frank Gerda Hugo Ingrid Joost Koen Lisanne Mirjam "
    "Noor Orlando Priya René Sefa Thijs Vincent Wilma Yara Łukasz Jürgen"
).split()

FAMILY_NAMES = (
    ("", "Jansen"), ("de", "Vries"), ("van den", "Berg"), ("", "Bakker"), ("van", "Dijk"), ("", "Visser"), ("", "Smit"),
    ("de", "Boer"), ("", "Mulder"), ("de", "Groot"), ("", "Bos"), ("", "Vos"), ("", "Hendriks"), ("van", "Leeuwen"),
    ("", "Dekker"), ("", "Brouwer"), ("de", "Wit"), ("", "Dijkstra"), ("", "Smits"), ("de", "Graaf"), ("van der", "Meer"),
    ("", "Kok"), ("", "Jacobs"), ("de", "Haan"), ("", "Vermeulen"), ("van den", "Heuvel"), ("van der", "Veen"),
    ("", "Yılmaz"), ("El", "Amrani"), ("", "Kowalski"), ("", "Öztürk"), ("van 't", "Hof"), ("in 't", "Veld"), ("", "Peeters"),
    ("ter", "Horst"), ("", "Prins"), ("", "Blom"), ("", "Huisman"), ("", "Kuipers"), ("", "Schouten"),
)  # fmt: skip

CUSTOMERS = (
    ("Transportbedrijf Van Loon", "Havenweg 12, 4825 AB Breda", "Marjan van Loon", True),
    ("Zorggroep De Brink", "Brinkstraat 4, 7411 HR Deventer", "Olaf Terpstra", True),
    ("Bouwcombinatie Rijnland", "Industrieweg 88, 2382 NV Zoeterwoude", "Corrie Vlaming", False),
    ("Bakkerij Het Molentje", "Molenpad 3, 5401 CC Uden", "Ger Aarts", False),
    ("Gemeente Oudervaart", "Raadhuisplein 1, 3421 EX Oudewater", "Sylvia Maas", True),
    ("Kinderopvang Pinkeltje", "Speelhof 9, 1315 RB Almere", "Nadia Kaya", False),
    ("Metaalwerken Noordzij", "Staalkade 21, 9936 HB Delfzijl", "Freek Noordzij", False),
    ("Hotel De Vergulde Zwaan", "Markt 30, 6211 CK Maastricht", "Bianca Crombag", False),
    ("Logistiek Centrum Waalhaven", "Kwartslag 5, 3087 AN Rotterdam", "Ruben Silva", True),
    ("Tuincentrum Groenrijk West", "Kasweg 14, 2676 LH Maasdijk", "Petra Zwinkels", False),
    ("Basisschool De Regenboog", "Schoolstraat 17, 8011 TX Zwolle", "Anja Pol", False),
    ("Installatiebedrijf Volt & Co", "Ampèrelaan 6, 5503 HT Veldhoven", "Dirk Manders", False),
    ("Schildersbedrijf Kleurrijk", "Verfhof 2, 3439 MB Nieuwegein", "Monique Ruiter", False),
    ("Recyclingbedrijf Kringloop Oost", "Stortweg 40, 7609 PN Almelo", "Erik Schipper", False),
    ("Taxicentrale Randstad", "Stationsplein 8, 2312 AJ Leiden", "Fouad Haddou", False),
)

LOCATIONS = (
    ("Trainingscentrum De Linde", "Lindelaan 20", "3512 AB", "Utrecht", 24),
    ("Praktijkhal Waarderpolder", "Oudeweg 115", "2031 CC", "Haarlem", 16),
    ("Zalencentrum De Schakel", "Schakelplein 3", "5038 VC", "Tilburg", 40),
    ("Oefenterrein Twente", "Vliegveldweg 333", "7524 PT", "Enschede", 12),
)

CERTIFIED_TYPES = (
    ("BHV-B", "BHV basis", 12, 12, False),
    ("BHV-H", "BHV herhaling", 12, 15, False),
    ("EHBO", "EHBO aan volwassenen en kinderen", 24, 12, False),
    ("AED", "Reanimatie en AED", 12, 15, False),
    ("VCA-B", "VCA basis", 120, 20, False),
    ("HEF", "Heftruckchauffeur", 60, 8, False),
    ("HOOG", "Veilig werken met de hoogwerker", 60, 8, False),
    ("C95-LV", "Code 95 lading zekeren", 60, 16, True),
)

EXTERNAL_TYPES = (
    ("Omgaan met agressie", None),
    ("Ploegleider ontruiming", 12),
    ("Werken op hoogte", 24),
    ("Brandwacht", 24),
)

INSTRUCTORS = (
    ("Ineke", "", "Postma", "Groningen", "9711 LM", ("BHV-B", "BHV-H", "EHBO", "AED")),
    ("Ruud", "van der", "Laan", "Utrecht", "3511 AA", ("BHV-B", "BHV-H", "VCA-B")),
    ("Fatima", "", "Bouzid", "Rotterdam", "3011 BD", ("EHBO", "AED", "BHV-H")),
    ("Henk", "", "Wolters", "Enschede", "7511 JD", ("HEF", "HOOG")),
    ("Marieke", "de", "Jong", "Breda", "4811 XR", ("BHV-B", "EHBO", "AED")),
    ("Stefan", "", "Kramer", "Zwolle", "8011 CV", ("HEF", "HOOG", "VCA-B")),
    ("Aylin", "", "Demir", "Almere", "1315 GC", ("BHV-B", "BHV-H", "AED")),
    ("Joop", "van", "Rossum", "Eindhoven", "5611 AB", ("C95-LV", "HEF")),
    ("Carla", "", "Dubois", "Maastricht", "6211 AA", ("EHBO", "VCA-B")),
    ("Peter", "", "Hamming", "Leeuwarden", "8911 EH", ("C95-LV", "VCA-B", "HEF")),
    ("Samira", "el", "Khatib", "Den Haag", "2511 CS", ("BHV-B", "BHV-H", "EHBO", "AED")),
    ("Wim", "ten", "Brink", "Arnhem", "6811 CG", ("HOOG", "C95-LV")),
)

EXTERNAL_INSTRUCTORS = ("Ger Maassen", "Tamara Vink", "Dennis Okoye")
