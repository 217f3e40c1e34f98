import { useT } from '@/i18n/use-t'
import classes from './keys.module.css'
import { AREAS, actsIn } from './scopes'

/** What a key may do, in words. */
export function Rights({ scopes }: { scopes: readonly string[] }) {
  const t = useT()
  const areas = AREAS.map((area) => ({ area, acts: actsIn(area, scopes) })).filter(
    ({ acts }) => acts.length > 0,
  )
  return (
    <ul className={classes.rights}>
      {areas.map(({ area, acts }) => (
        <li key={area}>
          {t(`settings.keys.areas.${area}`)}: {acts.map((act) => t(`settings.keys.acts.${act}`)).join(', ')}
        </li>
      ))}
    </ul>
  )
}
