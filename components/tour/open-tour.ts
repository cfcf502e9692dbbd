export const TOUR_EVENT = 'gatehouse:tour'

/** After what asked for it is gone: a dialog that closes gives the focus back. */
export function openTour() {
  setTimeout(() => window.dispatchEvent(new Event(TOUR_EVENT)), 0)
}
