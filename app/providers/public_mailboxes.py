"""Domains that give mailboxes to everybody: nobody can send in their name but they themselves."""

PUBLIC_MAILBOXES = frozenset(
    """
    aol.com caiway.net caiway.nl casema.nl chello.nl fastmail.com freedom.nl gmail.com gmx.com gmx.de gmx.net googlemail.com
    hetnet.nl hey.com home.nl hotmail.be hotmail.com hotmail.de hotmail.nl icloud.com kabelfoon.nl kpnmail.nl kpnplanet.nl
    live.be live.com live.nl mac.com mail.com me.com msn.com odido.nl online.nl onsbrabantnet.nl onsnet.nu outlook.be
    outlook.com outlook.de outlook.nl planet.nl pm.me proton.me protonmail.com quicknet.nl solcon.nl t-mobilethuis.nl
    tele2.nl telenet.be telfort.nl tiscali.nl tuta.com tutanota.com upcmail.nl versatel.nl wanadoo.nl web.de xs4all.nl
    yahoo.com yahoo.nl yandex.com zeelandnet.nl ziggo.nl zoho.com zonnet.nl
    """.split()
)
