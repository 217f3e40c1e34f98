import { page } from './frame'

export const mailRoutes = [
  page({
    path: '/mails',
    load: () => import('@/features/mails/pages/mails-page'),
    name: 'MailsPage',
    permission: 'mails:read',
  }),
  page({
    path: '/mails/$mailId',
    load: () => import('@/features/mails/pages/mail-page'),
    name: 'MailPage',
    permission: 'mails:read',
  }),
  page({
    path: '/courses/$courseId/invite',
    load: () => import('@/features/mailings/pages/invite-page'),
    name: 'InvitePage',
    module: 'invitations',
    permission: 'mails:write',
  }),
  page({
    path: '/settings/templates/new',
    load: () => import('@/features/templates/pages/template-page'),
    name: 'NewTemplatePage',
    module: 'invitations',
    permission: 'templates:write',
  }),
  page({
    path: '/settings/templates/$templateId',
    load: () => import('@/features/templates/pages/template-page'),
    name: 'TemplatePage',
    module: 'invitations',
    permission: 'templates:read',
  }),
]
