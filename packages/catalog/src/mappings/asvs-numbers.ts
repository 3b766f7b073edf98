/** Sections of ASVS 5.0.0 and how many requirements each holds; within a section they count from 1 without a gap. */
const sizes = `
1.1 2
1.2 10
1.3 12
1.4 3
1.5 3
2.1 3
2.2 3
2.3 5
2.4 2
3.1 1
3.2 3
3.3 5
3.4 8
3.5 8
3.6 1
3.7 5
4.1 5
4.2 5
4.3 2
4.4 4
5.1 1
5.2 6
5.3 3
5.4 3
6.1 3
6.2 12
6.3 8
6.4 6
6.5 8
6.6 4
6.7 2
6.8 4
7.1 3
7.2 4
7.3 2
7.4 5
7.5 3
7.6 2
8.1 4
8.2 4
8.3 3
8.4 2
9.1 3
9.2 4
10.1 2
10.2 3
10.3 5
10.4 16
10.5 5
10.6 2
10.7 3
11.1 4
11.2 5
11.3 5
11.4 4
11.5 2
11.6 2
11.7 2
12.1 5
12.2 2
12.3 5
13.1 4
13.2 6
13.3 4
13.4 7
14.1 2
14.2 8
14.3 3
15.1 5
15.2 5
15.3 7
15.4 4
16.1 1
16.2 5
16.3 4
16.4 3
16.5 4
17.1 2
17.2 8
17.3 2
`;

/** The number of every requirement of ASVS 5.0.0, in order: `1.1.1`, `1.1.2` … */
export function requirementNumbers(): string[] {
  return sizes
    .trim()
    .split("\n")
    .flatMap((row) => {
      const [section, count] = row.split(" ");
      return Array.from({ length: Number(count) }, (_, at) => `${section}.${at + 1}`);
    });
}
