import { Component, type ReactNode } from 'react'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { useT } from '../ui/i18n.tsx'

interface Props {
  /** Which part it guards; another one starts fresh. */
  place: string
  children: ReactNode
}

/** Keeps a fault in one part from taking the others with it; what was typed is on disk, so trying again is safe. */
export class Boundary extends Component<Props, { failed: boolean; place: string }> {
  override state = { failed: false, place: this.props.place }
  static getDerivedStateFromError(): { failed: true } {
    return { failed: true }
  }
  static getDerivedStateFromProps(
    props: Props,
    state: { failed: boolean; place: string },
  ): { failed: boolean; place: string } | null {
    return props.place === state.place ? null : { failed: false, place: props.place }
  }
  override componentDidCatch(error: unknown): void {
    // main writes the window's console errors to the log, redacted
    console.error('desk.part.failed', this.props.place, error instanceof Error ? error.stack : String(error))
  }
  override render(): ReactNode {
    return this.state.failed ? <Failed onRetry={() => this.setState({ failed: false })} /> : this.props.children
  }
}

function Failed({ onRetry }: { onRetry: () => void }): ReactNode {
  const t = useT()
  return (
    <Empty icon="warn" title={t('boundary.title')} text={t('boundary.text')}>
      <Button kind="primary" onPress={onRetry}>
        {t('problem.retry')}
      </Button>
    </Empty>
  )
}
