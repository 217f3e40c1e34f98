"""The only package that knows the mail libraries: fastapi-mail makes a mail's parts, aiosmtplib carries it away.

fastapi-mail does not send: it would reconnect for every mail, call an accepted mail failed when QUIT goes wrong, and
hide refused copies. Here one connection is kept, and the answer to DATA alone decides.
"""
