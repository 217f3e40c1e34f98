export const settingsRoutes = []
