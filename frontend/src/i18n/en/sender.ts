export const sender = {
  state: {
    none: 'Your mails leave from {{portal}}, under your company’s name. That stays so until you enter an address of your own here.',
    pending:
      'Not in use yet. Put the lines below in the DNS of {{domain}}. Until all is right, your mails leave from {{portal}}.',
    active: 'Your mails leave from {{address}}, since {{since}}.',
    failing:
      'Since {{since}} not everything is right any more. Your mails still leave from {{address}}. If it is still so tomorrow, they leave from {{portal}}.',
    fallen_back:
      'Since {{since}} your mails leave from {{portal}}, because not everything was right for two days in a row. As soon as the lines are back, it comes right by itself.',
  },
  address: 'Own address',
  addressLead: 'Replies keep arriving at the reply address of your organisation.',
  email: 'Address of the sender',
  emailHint: 'At a domain of your own, such as courses@company.com.',
  remove: 'Remove own address',
  removeTitle: 'Remove own address?',
  removeText: 'Your mails then leave from {{portal}} again, those that still wait included.',
  removed: 'Own address removed.',
  records: 'In your DNS',
  recordsLead: 'Ask whoever manages your domain to add these lines. The portal looks every day.',
  check: 'Check now',
  checkedAt: 'Checked on {{when}}',
  neverChecked: 'Not checked yet',
  type: 'Type',
  name: 'Name',
  value: 'Value',
  kind: { ownership: 'Ownership', spf: 'SPF', dkim: 'DKIM', dmarc: 'DMARC (advice)' },
  why: {
    ownership: 'Proves that the domain is yours.',
    spf: 'Says that the portal’s mail server may send for you. Do you have an SPF line already? Then add only the part with include.',
    dkim: 'Every mail is signed with this key.',
    dmarc:
      'Tells receivers what to do with mail that is not yours. If you have one already, leave it as it is.',
  },
  problem: {
    several: 'There are several SPF lines. That counts as none: join them into one.',
    open_to_all: 'This SPF line lets everybody send. Let it end in ~all or -all.',
    not_included: 'There is an SPF line, but the part with include is missing from it.',
    no_selector:
      'The portal’s operator has not set yet with which key the mail server signs. Ask for it; until then an own address is not possible.',
    no_own_key: 'The mail server’s own key cannot be found. The portal’s operator has to solve that.',
    withdrawn: 'A withdrawn key stands here.',
    other_key: 'Another key than the portal’s stands here.',
    only_watches: 'This line only watches (p=none). If all your mail is in order, choose p=quarantine.',
    no_answer: 'The DNS gave no answer. Try again later.',
    other_token: 'A code of another account stands here. Add yours to it.',
  },
}
