/** A gate between two towers, with a keyhole. */
export function Logo({ size = 16 }: { size?: number }) {
  return (
    <svg aria-hidden width={size} height={size} viewBox="0 0 16 16" className="shrink-0 fill-fg">
      <path
        fillRule="evenodd"
        clipRule="evenodd"
        d="M.8 1.5h3.1v1.9h2.4V1.500h3.400v1.900h2.400V1.500h3.100v4.300l-1 1V15H9.900v-3.900a1.900 1.900 0 0 0-3.800 0V15H1.800V6.800l-1-1V1.500Zm7.200 4a1.150 1.150 0 0 0-.55 2.160l-.3 1.240h1.700l-.3-1.240A1.150 1.150 0 0 0 8 5.500Z"
      />
    </svg>
  )
}
