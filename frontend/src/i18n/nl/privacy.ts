export const privacy = {
  menu: 'Persoonsgegevens',
  export: 'Alles van deze cursist downloaden',
  exported: 'Alles wat er van deze cursist is bewaard, staat in het bestand.',
  erase: 'Gegevens wissen',
  erasure: {
    title: '{{name}} wissen',
    goes: 'Dit gaat voorgoed weg',
    person:
      'Naam, geboortedatum, adressen, telefoon, klant en opmerkingen, ook in het logboek en in ingelezen lijsten.',
    mails: '{{count}} mails aan deze cursist, met bijlagen. Wat nog klaarstaat, gaat niet meer weg.',
    mailsToOthers: 'De inhoud van {{count}} mails aan anderen waar deze cursist in staat.',
    rest: 'Afmeldingen, herinneringen, onbestelbare adressen, en hoe hij eerder heette. Samenvoegen ongedaan maken kan niet meer.',
    stays: 'Dit blijft, zonder naam',
    enrolments: '{{count}} inschrijvingen: cursus, klant, aanwezig en geslaagd.',
    certificates: 'Nummer, soort en datums van {{count}} certificaten.',
    valid:
      'Hiervan zijn er {{count}} nog geldig. Wie de QR-code scant, ziet dan niet meer van wie het certificaat is.',
    uploads:
      'Documenten die jullie zelf bij cursussen hebben geüpload, en wat iemand zelf in opmerkingen bij cursussen of klanten schreef. Haal daar de naam zo nodig zelf weg.',
    blockedTitle: 'Wissen kan nog niet',
    blocked: 'Deze cursist staat nog op {{courses}}. Haal hem daar eerst af, of verwerk die cursus.',
    reason: 'Reden',
    reasonHint: 'Blijft in het logboek staan. Noem de cursist hier niet bij naam.',
    name: 'Naam ter bevestiging',
    nameHint: 'Typ {{name}}.',
    nameDiffers: 'Typ precies {{name}}.',
    submit: 'Voorgoed wissen',
    done: 'De gegevens zijn gewist.',
  },
  erasedTitle: 'De gegevens van deze cursist zijn gewist',
  erasedText:
    'Op {{when}}. Alleen inschrijvingen, uitslagen en de nummers, soorten en datums van certificaten zijn bewaard.',
} as const
