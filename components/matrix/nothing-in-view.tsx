import { Button } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'
import { formatCount } from '@/lib/format'
import type { MatrixAddress } from './matrix-address'
import type { MatrixData } from './matrix-data'

export function NothingInView(props: { data: MatrixData; address: MatrixAddress; clear: () => void }) {
  const { data, address } = props
  const filters = address.hide.length + (address.find.trim() ? 1 : 0)
  const principals = data.rows.reduce((sum, row) => sum + row.principals.length, 0)
  return (
    <div className="flex-1 px-5 py-8">
      <p className="font-medium">{filters > 0 ? 'Nothing matches' : 'Nobody can connect'}</p>
      <p className="mt-1 text-muted">
        {filters > 0
          ? `${formatCount(filters, 'filter')} ${filters === 1 ? 'hides' : 'hide'} all ${formatCount(principals, 'principal')} with access.`
          : 'No policy that was read lets any principal connect to this target.'}
      </p>
      {filters > 0 && (
        <Button className="mt-3" onClick={props.clear}>
          Clear filters <Kbd>Esc</Kbd>
        </Button>
      )}
    </div>
  )
}
