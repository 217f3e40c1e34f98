/** One's own account: password, and logging in in two steps. */
export const account = {
  title: 'My account',
  password: {
    title: 'Password',
    lead: 'After the change you are logged out on other devices. A mail tells you about it.',
    current: 'Present password',
    new: 'New password',
    submit: 'Change the password',
    done: 'Your password was changed.',
  },
}
