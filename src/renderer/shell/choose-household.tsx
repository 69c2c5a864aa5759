/** What a screen about one household shows while none is in front. */
import { Button } from '../parts/button.tsx'
import { Empty } from '../parts/faces.tsx'
import { ScreenFrame } from '../parts/screen-frame.tsx'
import { useFrame } from './frame.tsx'
import { NewHousehold } from './new-household.tsx'
import { go } from './route.ts'

export function ChooseHousehold({ title, screen }: { title: string; screen: string }) {
  const { openPalette } = useFrame()
  return (
    <ScreenFrame title={title}>
      <Empty
        title="Whose household?"
        action={
          <>
            <Button look="strong" icon="household" onPress={() => openPalette({ households: screen })}>
              Choose a household
            </Button>
            <NewHousehold />
            <Button onPress={() => go({ screen: 'book' })}>Go to the book</Button>
          </>
        }
      >
        This screen is about one household at a time.
      </Empty>
    </ScreenFrame>
  )
}
