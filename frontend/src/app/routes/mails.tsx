export const mailRoutes = []
