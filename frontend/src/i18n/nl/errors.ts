/** One sentence per error code of the API, with what to do about it. A code without one falls back on the API's own text. */
export const errors = {
  summary: 'Dit lukte niet.',
  network:
    'Geen verbinding met C-BOT. Controleer je internet en probeer het opnieuw. Je invoer blijft staan.',
  server:
    'Er ging iets mis aan onze kant. Je invoer is bewaard. Probeer het opnieuw of noem code {{code}} aan de helpdesk.',
  code: {
    wrong_credentials: 'Dit e-mailadres en wachtwoord horen niet bij elkaar.',
    too_many_attempts: 'Te vaak geprobeerd. Wacht een kwartier en probeer het dan opnieuw.',
    not_signed_in: 'Je bent niet meer ingelogd. Log opnieuw in.',
    not_allowed: 'Je rol mag dit niet. Vraag het aan een beheerder.',
    changed_meanwhile:
      'Iemand anders heeft dit net aangepast. Laad de nieuwste gegevens en probeer het opnieuw.',
    if_match_required: 'Laad de pagina opnieuw en probeer het nog eens.',
    temporarily_unavailable:
      'C-BOT is even niet bereikbaar. Probeer het over een minuut opnieuw. Je invoer blijft staan.',
    too_large: 'Dit is te groot om te versturen.',
    job_finished: 'Dit was al klaar.',
    not_found: 'Dit bestaat niet (meer).',
    module_not_active: 'Deze module staat niet aan.',
    invalid_input: 'Kijk de velden hieronder na.',
    too_many_requests: 'Dat ging te vaak achter elkaar. Wacht even en probeer het dan opnieuw.',
    instructor_busy: 'Deze instructeur is op die dag al geboekt.',
    course_full: 'Deze cursus zit vol.',
    already_enrolled: 'Deze cursist staat al op de cursus.',
    white_label_course: 'Dit is een whitelabelcursus. Daar staan geen cursisten op.',
    attachment_too_large: 'Deze bijlage is te groot. Hij mag hoogstens 2 MB zijn.',
    file_too_large: 'Dit bestand is te groot.',
    file_type_not_allowed: 'Dit soort bestand wordt niet geaccepteerd.',
    duplicate_email: 'Dit e-mailadres is al in gebruik.',
    idempotency_key_reused: 'Dit is net al verstuurd. Kijk eerst of het gelukt is.',
    request_in_progress: 'Dit wordt al uitgevoerd. Een ogenblik.',
  },
  field: {
    missing: 'Vul dit in.',
    required: 'Vul dit in.',
    too_long: 'Dit is te lang.',
    too_short: 'Dit is te kort.',
    email: 'Dit is geen volledig e-mailadres.',
    choose: 'Maak een keuze.',
    tooLong: 'Dit mag hoogstens {{max}} tekens zijn.',
    whole: 'Vul een heel getal in.',
    atLeast: 'Vul minstens {{min}} in.',
    endBeforeStart: 'De eindtijd ligt voor de starttijd.',
  },
} as const
