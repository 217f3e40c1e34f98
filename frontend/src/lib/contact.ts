/** Where questions about the portal go, such as asking for a module. */
export const PORTAL_CONTACT = 'info@cibot.nl'
