export const sender = {
  state: {
    none: 'Je mails gaan uit van {{portal}}, met de naam van je opleiding. Dat blijft zo tot je hier een eigen adres invult.',
    pending:
      'Nog niet in gebruik. Zet de regels hieronder in de DNS van {{domain}}. Tot alles klopt, gaan je mails uit van {{portal}}.',
    active: 'Je mails gaan uit van {{address}}, sinds {{since}}.',
    failing:
      'Sinds {{since}} klopt niet alles meer. Je mails gaan nog uit van {{address}}. Is het morgen nog zo, dan gaan ze uit van {{portal}}.',
    fallen_back:
      'Je mails gaan sinds {{since}} uit van {{portal}}, omdat twee dagen achter elkaar niet alles klopte. Staan de regels er weer, dan gaat het vanzelf goed.',
  },
  address: 'Eigen adres',
  addressLead: 'Antwoorden blijven binnenkomen op het antwoordadres van je organisatie.',
  email: 'Adres van de afzender',
  emailHint: 'Op een domein van jezelf, bijvoorbeeld cursus@opleider.nl.',
  remove: 'Eigen adres weghalen',
  removeTitle: 'Eigen adres weghalen?',
  removeText: 'Je mails gaan dan weer uit van {{portal}}. Ook die nog wachten.',
  removed: 'Eigen adres weggehaald.',
  records: 'In je DNS',
  recordsLead: 'Vraag wie je domein beheert om deze regels toe te voegen. Het portaal kijkt elke dag.',
  check: 'Controleer nu',
  checkedAt: 'Gecontroleerd op {{when}}',
  neverChecked: 'Nog niet gecontroleerd',
  type: 'Soort',
  name: 'Naam',
  value: 'Waarde',
  kind: { ownership: 'Eigendom', spf: 'SPF', dkim: 'DKIM', dmarc: 'DMARC (advies)' },
  why: {
    ownership: 'Bewijst dat het domein van jou is.',
    spf: 'Zegt dat de mailserver van het portaal voor je mag versturen. Heb je al een SPF-regel? Zet dan alleen het deel met include erbij.',
    dkim: 'Met deze sleutel is elke mail ondertekend.',
    dmarc: 'Zegt ontvangers wat ze doen met mail die niet van jou is. Heb je er al een, laat die dan staan.',
  },
  problem: {
    several: 'Er staan meer SPF-regels. Dat telt als geen: voeg ze samen tot een.',
    open_to_all: 'Deze SPF-regel laat iedereen versturen. Laat hem eindigen op ~all of -all.',
    not_included: 'Er is een SPF-regel, maar daarin ontbreekt het deel met include.',
    no_selector:
      'De beheerder van het portaal heeft nog niet ingesteld met welke sleutel de mailserver ondertekent. Vraag hem erom; tot dan kan een eigen adres niet.',
    no_own_key:
      'De sleutel van de mailserver is zelf niet te vinden. Dat moet de beheerder van het portaal oplossen.',
    withdrawn: 'Hier staat een ingetrokken sleutel.',
    other_key: 'Hier staat een andere sleutel dan die van het portaal.',
    only_watches: 'Deze regel kijkt alleen mee (p=none). Is al je mail in orde, kies dan p=quarantine.',
    no_answer: 'De DNS gaf geen antwoord. Probeer het later opnieuw.',
    other_token: 'Er staat een code van een ander account. Zet die van jou erbij.',
  },
} as const
