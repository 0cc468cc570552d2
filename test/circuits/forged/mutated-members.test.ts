import { describeMutation } from "./mutation.ts"

for (const name of ["membership", "quota-1", "quota-4", "quota-13"] as const) describeMutation(name)
