import { describeMutation } from "./mutation.ts"

for (const name of ["sheet-25", "sheet-125"] as const) describeMutation(name)
