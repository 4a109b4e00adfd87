// Members of a patient that a search compares, where a step asks for what somebody has.

const paths: Readonly<Record<string, string>> = {
  active: 'active',
  birthdate: 'birthDate',
  family: 'name[0].family',
  gender: 'gender',
};

/** Where a read shows what a parameter is compared with. Throws for a parameter that no step asks with. */
export const pathOfParameter = (parameter: string): string => {
  const path = paths[parameter];
  if (path !== undefined) return path;
  throw new Error(`The step knows the parameters ${Object.keys(paths).join(', ')}, and not '${parameter}'.`);
};
